/** Every text a payer reads on the sandbox gateway's pages. */
export type Words = typeof english

export type Language = 'en' | 'es'

const english = {
  test: 'TEST — no real money moves',
  card: 'Card',
  bank: 'Bank account',
  number: 'Card number',
  expiry: 'Expiry date',
  expiryHint: 'MM / YY',
  cvc: 'Security code',
  cvcHint: 'CVC',
  routing: 'Routing number',
  account: 'Account number',
  testCards: 'Test cards',
  testAccounts: 'Test bank accounts',
  testUse: 'Any future expiry date and any security code will do. Press a number to use it.',
  testUseTyped: 'Any future expiry date and any security code will do.',
  testUseBank: 'Press a number to use it.',
  testUseBankTyped: 'Routing number 110000000, with one of these account numbers:',
  incomplete: {
    number: 'Enter the whole card number.',
    expiry: 'Enter the expiry date.',
    cvc: 'Enter the security code.',
    routing: 'Enter the nine digits of the routing number.',
    account: 'Enter the account number.',
  },
  wrong: {
    number: 'This card number isn’t right. Check the digits.',
    expiry: 'This card has expired, or the date isn’t right.',
    cvc: 'This security code isn’t right.',
    routing: 'This routing number isn’t right. Check the digits.',
    account: 'This account number isn’t right.',
  },
  notATestCard:
    'This is a test page: real cards and accounts aren’t taken. Use one of the test numbers below.',
  notReached: 'The payment provider can’t be reached. Check your connection and try again.',
  needsScripts: 'These fields need JavaScript. Use the link on the payment page that works without it.',
  payTo: 'Payment to',
  pay: 'Pay',
  back: 'Go back without paying',
  declined: 'The payment was declined. Nothing was charged. Try another card, or ask your bank.',
  tooMany: 'This payment was declined too often. Nothing was charged. Go back to choose another way to pay.',
  gone: 'This page is no longer valid',
  goneText: 'Go back to the payment page you came from and start again there.',
  challengeTitle: 'Your bank asks: is this you?',
  challengeText: 'In a real payment your bank shows its own page here, with a code or its app.',
  approve: 'Yes, approve the payment',
  refuse: 'No, refuse it',
}

const spanish: Words = {
  test: 'PRUEBA: no se mueve dinero real',
  card: 'Tarjeta',
  bank: 'Cuenta bancaria',
  number: 'Número de tarjeta',
  expiry: 'Fecha de vencimiento',
  expiryHint: 'MM / AA',
  cvc: 'Código de seguridad',
  cvcHint: 'CVC',
  routing: 'Número de ruta',
  account: 'Número de cuenta',
  testCards: 'Tarjetas de prueba',
  testAccounts: 'Cuentas bancarias de prueba',
  testUse: 'Sirve cualquier fecha futura y cualquier código de seguridad. Pulse un número para usarlo.',
  testUseTyped: 'Sirve cualquier fecha futura y cualquier código de seguridad.',
  testUseBank: 'Pulse un número para usarlo.',
  testUseBankTyped: 'Número de ruta 110000000, con uno de estos números de cuenta:',
  incomplete: {
    number: 'Escriba el número completo de la tarjeta.',
    expiry: 'Escriba la fecha de vencimiento.',
    cvc: 'Escriba el código de seguridad.',
    routing: 'Escriba los nueve dígitos del número de ruta.',
    account: 'Escriba el número de cuenta.',
  },
  wrong: {
    number: 'Este número de tarjeta no es correcto. Revise los dígitos.',
    expiry: 'La tarjeta está vencida o la fecha no es correcta.',
    cvc: 'Este código de seguridad no es correcto.',
    routing: 'Este número de ruta no es correcto. Revise los dígitos.',
    account: 'Este número de cuenta no es correcto.',
  },
  notATestCard:
    'Esta es una página de prueba: no se aceptan tarjetas ni cuentas reales. Use uno de los números de prueba de abajo.',
  notReached: 'No se puede conectar con el proveedor de pagos. Revise su conexión e inténtelo de nuevo.',
  needsScripts: 'Estos campos necesitan JavaScript. Use el enlace de la página de pago que funciona sin él.',
  payTo: 'Pago a',
  pay: 'Pagar',
  back: 'Volver sin pagar',
  declined: 'El pago fue rechazado. No se cobró nada. Pruebe con otra tarjeta o consulte a su banco.',
  tooMany:
    'Este pago fue rechazado demasiadas veces. No se cobró nada. Vuelva para elegir otra forma de pago.',
  gone: 'Esta página ya no es válida',
  goneText: 'Vuelva a la página de pago de la que vino y empiece allí de nuevo.',
  challengeTitle: 'Su banco pregunta: ¿es usted?',
  challengeText: 'En un pago real, su banco muestra aquí su propia página, con un código o su aplicación.',
  approve: 'Sí, aprobar el pago',
  refuse: 'No, rechazarlo',
}

/** The words for a language; English for any other. */
export function wordsFor(language: Language): Words {
  return language === 'es' ? spanish : english
}
