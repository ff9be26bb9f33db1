import { defineWords } from './define-words.ts'

/** Words of the payments account: Stripe, its keys, how the account stands, and the way back to the sandbox. */
export const paymentsAccount = defineWords({
  en: {
    sandbox: 'Sandbox',
    stripe: 'Stripe',
    live: 'LIVE',
    realMoney: 'Stripe charges your customers’ cards and bank accounts, and pays the money out to your bank.',
    testMoney:
      'These are test keys: Stripe takes test cards only, and no money moves. Every page and mail says TEST.',
    useStripe: 'Take real payments with Stripe',
    useStripeWhat:
      'You need an account at Stripe. Its keys are kept sealed at the relay; they never stay on this computer.',
    enterKeys: 'Enter the keys…',
    changeKeys: 'Replace the keys…',
    backToSandbox: 'Back to the sandbox',
    backToStripe: 'Back to Stripe',
    switchedSandbox: 'Payment pages use the sandbox now.',
    switchedStripe: 'Payment pages use Stripe now.',
    // How the account stands
    account: 'Account',
    way: 'Cards are typed',
    ways: { embedded: 'On the payment page, in Stripe’s fields', redirect: 'On Stripe’s own page' },
    methods: 'Ways to pay',
    method: { card: 'Cards and wallets', ach: 'US bank accounts (ACH)' },
    payments: 'Payments',
    payouts: 'Payouts',
    can: 'Yes',
    cannot: 'Not yet',
    checked: 'Asked at Stripe',
    missing: 'Stripe still needs',
    missingWhat:
      'Open your account at dashboard.stripe.com to give it. Until then payments or payouts may wait.',
    notTaking: 'Stripe takes no payments for this account yet: mails carry no payment link.',
    ready:
      'Stripe takes payments for this account, but here it is paused. Press Activate, and invoices are emailed with a payment link; until then they go without. Links that were sent before still work.',
    closed: 'No payments are taken now: mails carry no payment link.',
    disconnected: 'Disconnected.',
    disconnectedWhat:
      'This account no longer lets us charge on it, so payment pages take no payments. Connect again, or enter keys of your own.',
    connect: 'Connect with Stripe',
    connectGoOn: 'Go on at Stripe',
    connectWhat:
      'Stripe opens in your browser and asks for the business, its owner and its bank account. No keys are needed; fees and payouts are your own.',
    connectGo: 'Open Stripe',
    connectOpened:
      'Stripe is open in your browser. What it says of the account shows here by itself. Once it takes payments, press Activate here.',
    connectAgain: 'Nothing opened? Open Stripe',
    connectClose: 'Done',
    ownKeys: 'Use keys of your own…',
    // The dialog
    title: 'Stripe keys',
    where: 'Stripe → Developers → API keys. Keys that begin with sk_test_ take test cards only.',
    secretKey: 'Secret key',
    publishableKey: 'Publishable key',
    webhook: 'Reports from Stripe',
    webhookWhat:
      'In Stripe → Developers → Webhooks add an endpoint with this address, for the events below, and copy its signing secret.',
    webhookUrl: 'Endpoint address',
    webhookTypes: (count: number) => `${count} events`,
    webhookSecret: 'Signing secret',
    connectedAccount: 'Connected account',
    connectedHint:
      'Only where the keys are a platform’s: the account to charge on, such as acct_1A2b3C. Else leave it empty.',
    save: 'Try and save',
    noKeeper:
      'This relay was given no key to seal secrets with. Its operator sets FLORIN_ACCOUNT_KEYS and starts it again; see docs/going-live.md.',
    wrong: {
      secretKey: 'Stripe does not take this key. Copy it again, whole.',
      publishableKey:
        'This is not the publishable key that belongs to the secret key: both are test keys, or both live.',
      webhookSecret: 'A signing secret begins with whsec_.',
      connectedAccount: 'A connected account begins with acct_, and belongs to one company only.',
    },
    saved: 'Stripe is the payments account now.',
    copy: 'Copy',
    copied: 'Copied',
  },
  es: {
    sandbox: 'Sandbox',
    stripe: 'Stripe',
    live: 'REAL',
    realMoney:
      'Stripe cobra a las tarjetas y cuentas bancarias de sus clientes, y transfiere el dinero a su banco.',
    testMoney:
      'Son claves de prueba: Stripe solo acepta tarjetas de prueba y no se mueve dinero. Cada página y correo dice PRUEBA.',
    useStripe: 'Cobrar de verdad con Stripe',
    useStripeWhat:
      'Necesita una cuenta en Stripe. Sus claves se guardan selladas en el relay; nunca se quedan en este ordenador.',
    enterKeys: 'Introducir las claves…',
    changeKeys: 'Cambiar las claves…',
    backToSandbox: 'Volver al sandbox',
    backToStripe: 'Volver a Stripe',
    switchedSandbox: 'Las páginas de pago usan ahora el sandbox.',
    switchedStripe: 'Las páginas de pago usan ahora Stripe.',
    account: 'Cuenta',
    way: 'Las tarjetas se escriben',
    ways: { embedded: 'En la página de pago, en los campos de Stripe', redirect: 'En la página de Stripe' },
    methods: 'Formas de pago',
    method: { card: 'Tarjetas y carteras', ach: 'Cuentas bancarias de EE. UU. (ACH)' },
    payments: 'Cobros',
    payouts: 'Transferencias',
    can: 'Sí',
    cannot: 'Todavía no',
    checked: 'Consultado a Stripe',
    missing: 'A Stripe le falta',
    missingWhat:
      'Abra su cuenta en dashboard.stripe.com para darlo. Hasta entonces los cobros o las transferencias pueden esperar.',
    notTaking: 'Stripe aún no acepta cobros para esta cuenta: los correos no llevan enlace de pago.',
    ready:
      'Stripe ya acepta cobros para esta cuenta, pero aquí está en pausa. Pulse Activar y las facturas se enviarán con enlace de pago; hasta entonces van sin él. Los enlaces ya enviados siguen funcionando.',
    closed: 'Ahora no se aceptan pagos: los correos no llevan enlace de pago.',
    disconnected: 'Desconectada.',
    disconnectedWhat:
      'Esta cuenta ya no permite cobrar en ella, así que las páginas de pago no aceptan pagos. Conéctela de nuevo o introduzca claves propias.',
    connect: 'Conectar con Stripe',
    connectGoOn: 'Seguir en Stripe',
    connectWhat:
      'Stripe se abre en su navegador y pide los datos de la empresa, de su titular y de su cuenta bancaria. No hacen falta claves; las comisiones y transferencias son suyas.',
    connectGo: 'Abrir Stripe',
    connectOpened:
      'Stripe está abierto en su navegador. Lo que diga de la cuenta se verá aquí por sí solo. Cuando acepte cobros, pulse Activar aquí.',
    connectAgain: '¿No se abrió nada? Abrir Stripe',
    connectClose: 'Listo',
    ownKeys: 'Usar claves propias…',
    title: 'Claves de Stripe',
    where:
      'Stripe → Desarrolladores → Claves API. Las que empiezan por sk_test_ solo aceptan tarjetas de prueba.',
    secretKey: 'Clave secreta',
    publishableKey: 'Clave publicable',
    webhook: 'Avisos de Stripe',
    webhookWhat:
      'En Stripe → Desarrolladores → Webhooks añada un punto de conexión con esta dirección, para los eventos de abajo, y copie su secreto de firma.',
    webhookUrl: 'Dirección',
    webhookTypes: (count: number) => `${count} eventos`,
    webhookSecret: 'Secreto de firma',
    connectedAccount: 'Cuenta conectada',
    connectedHint:
      'Solo si las claves son de una plataforma: la cuenta en la que se cobra, como acct_1A2b3C. Si no, déjelo vacío.',
    save: 'Probar y guardar',
    noKeeper:
      'A este relay no se le dio una clave para sellar secretos. Su operador define FLORIN_ACCOUNT_KEYS y lo reinicia; vea docs/going-live.md.',
    wrong: {
      secretKey: 'Stripe no acepta esta clave. Cópiela otra vez, entera.',
      publishableKey: 'No es la clave publicable de esa clave secreta: ambas son de prueba o ambas reales.',
      webhookSecret: 'Un secreto de firma empieza por whsec_.',
      connectedAccount: 'Una cuenta conectada empieza por acct_ y es de una sola empresa.',
    },
    saved: 'Stripe es ahora la cuenta de pagos.',
    copy: 'Copiar',
    copied: 'Copiado',
  },
})
