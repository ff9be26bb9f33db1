import { defineWords } from './define-words.ts'

/** Words of cards and bank accounts that a customer's payers had kept. */
export const keptMethods = defineWords({
  en: {
    title: 'Saved cards and bank accounts',
    what: 'Payers saved these on a payment page. They are kept by the payment provider, offered only in the browser that saved them, and nobody here can charge them.',
    none: 'No payer has saved a card or bank account.',
    name: (brand: string, last4: string) => `${brand} ···${last4}`,
    kind: { card: 'Card', ach: 'Bank account' },
    expires: (month: string) => `expires ${month}`,
    agreed: (who: string, when: string) => `saved by ${who}, ${when}`,
    remove: 'Remove',
    removeOf: (name: string) => `Remove ${name}`,
    removeTitle: (name: string) => `Remove ${name}?`,
    removeText: 'The payer has to type it again for the next payment. This can’t be undone.',
    removed: (name: string) => `${name} removed.`,
  },
  es: {
    title: 'Tarjetas y cuentas guardadas',
    what: 'Las guardaron quienes pagan, en una página de pago. Las conserva el proveedor de pagos, solo se ofrecen en el navegador en que se guardaron, y nadie aquí puede cobrar con ellas.',
    none: 'Nadie ha guardado una tarjeta ni una cuenta.',
    name: (brand: string, last4: string) => `${brand} ···${last4}`,
    kind: { card: 'Tarjeta', ach: 'Cuenta bancaria' },
    expires: (month: string) => `vence ${month}`,
    agreed: (who: string, when: string) => `guardada por ${who}, ${when}`,
    remove: 'Quitar',
    removeOf: (name: string) => `Quitar ${name}`,
    removeTitle: (name: string) => `¿Quitar ${name}?`,
    removeText: 'Quien paga tendrá que escribirla de nuevo para el próximo pago. No se puede deshacer.',
    removed: (name: string) => `${name} se quitó.`,
  },
})
