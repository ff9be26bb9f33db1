/** What the payment page says about bank accounts, and about what is kept for the next time; part of `PageWords`. */
export type KeptWords = typeof keptEnglish

export const keptEnglish = {
  byPhone:
    'Card by telephone: type what the customer reads out into the payment provider’s fields below, and write it down nowhere.',
  payWith: 'Pay with',
  anotherMethod: (hasBank: boolean): string => (hasBank ? 'Another card or bank account' : 'Another card'),
  expires: (month: string) => `expires ${month}`,
  bankAccount: 'Bank account',
  removeKept: 'Remove',
  removeKeptOf: (name: string) => `Remove ${name}`,
  keptRemoved: (name: string) => `${name} was removed. It can’t be charged from here any more.`,
  keptRemovedTitle: 'Removed',
  remember: (hasBank: boolean): string =>
    hasBank ? 'Remember this card or bank account for next time' : 'Remember this card for next time',
  rememberNote: (company: string, customer: string) =>
    `The payment provider keeps it for payments of ${customer} to ${company}, and it is offered in this browser only. Nothing is charged unless you press Pay, and you can remove it here at any time.`,
  mandate: (company: string) =>
    `By pressing Pay you authorize ${company} to debit your bank account once for the amount shown.`,
  verifyTitle: 'Confirm your bank account',
  verifyText:
    'The payment provider sends one or two small deposits to your bank account within two business days. Look them up on your statement and enter them on its page: then the payment goes on, and takes a few days to clear.',
  verifyGo: 'Enter the deposits',
  verifyNote:
    'You find this page again by the link in your mail. If nothing is entered within ten days, nothing is charged and the invoices can be paid another way.',
}

export const keptSpanish: KeptWords = {
  byPhone:
    'Tarjeta por teléfono: escriba lo que dicta el cliente en los campos del proveedor de pagos, y no lo anote en ningún sitio.',
  payWith: 'Pagar con',
  anotherMethod: hasBank => (hasBank ? 'Otra tarjeta o cuenta bancaria' : 'Otra tarjeta'),
  expires: month => `vence ${month}`,
  bankAccount: 'Cuenta bancaria',
  removeKept: 'Quitar',
  removeKeptOf: name => `Quitar ${name}`,
  keptRemoved: name => `${name} se quitó. Desde aquí ya no se puede cobrar con ella.`,
  keptRemovedTitle: 'Quitada',
  remember: hasBank =>
    hasBank
      ? 'Recordar esta tarjeta o cuenta bancaria para la próxima vez'
      : 'Recordar esta tarjeta para la próxima vez',
  rememberNote: (company, customer) =>
    `El proveedor de pagos la guarda para los pagos de ${customer} a ${company}, y solo se ofrece en este navegador. No se cobra nada si usted no pulsa Pagar, y puede quitarla aquí en cualquier momento.`,
  mandate: company =>
    `Al pulsar Pagar, usted autoriza a ${company} a debitar su cuenta bancaria una sola vez por el importe mostrado.`,
  verifyTitle: 'Confirme su cuenta bancaria',
  verifyText:
    'El proveedor de pagos hace uno o dos depósitos pequeños en su cuenta en dos días hábiles. Búsquelos en su extracto e introdúzcalos en la página del proveedor: entonces el pago sigue su curso y tarda unos días en acreditarse.',
  verifyGo: 'Introducir los depósitos',
  verifyNote:
    'Vuelve a esta página con el enlace de su correo. Si en diez días no se introduce nada, no se cobra nada y las facturas se pueden pagar de otra forma.',
}
