import { defineWords } from './define-words.ts'

/** Words of taking a card over the telephone. */
export const phone = defineWords({
  en: {
    action: 'Card by phone',
    title: 'Take a card by phone',
    what: (amount: string) =>
      `The payment page for ${amount} opens in your browser. Press “View and pay” there and type the card into the payment provider’s fields. Nothing of it reaches Florin; write it down nowhere.`,
    open: 'Open the payment page',
    opened:
      'The payment page is open in your browser, for a quarter of an hour. The payment shows here by itself.',
    again: 'Nothing opened? Open it',
    done: 'Done',
    byPhone: 'Nobody: by phone',
  },
  es: {
    action: 'Tarjeta por teléfono',
    title: 'Cobrar una tarjeta por teléfono',
    what: (amount: string) =>
      `La página de pago por ${amount} se abre en su navegador. Pulse allí «Ver y pagar» y escriba la tarjeta en los campos del proveedor de pagos. Nada de ella llega a Florin; no la anote en ningún sitio.`,
    open: 'Abrir la página de pago',
    opened:
      'La página de pago está abierta en su navegador durante un cuarto de hora. El pago se verá aquí por sí solo.',
    again: '¿No se abrió nada? Abrirla',
    done: 'Listo',
    byPhone: 'Nadie: por teléfono',
  },
})
