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
    // For a pending order, from Pay & Confirm
    orderWhat: (number: string) => `What is paid is held for order ${number}; then you confirm it here.`,
    sending: 'The order is on its way to the relay. The page can be opened in a moment.',
    back: 'Another method',
    confirm: 'Confirm the order',
    waiting: 'Waiting for the payment.',
    inPart: (held: string, left: string) => `${held} is held for the order, ${left} is left to pay.`,
    held: (amount: string, number: string) =>
      `${amount} is held for order ${number}. Confirming applies it to the invoice.`,
    heldBeyond: (amount: string, number: string, total: string) =>
      `${amount} is held for order ${number}, which comes to ${total}. Confirming applies it to the invoice; the rest stays an open credit.`,
    lessHeld: (total: string, held: string) => `Of ${total}, ${held} is held for this order already.`,
    confirmedMeanwhile: (number: string) =>
      `Order ${number} is confirmed. What was held for it is on its invoice, and so is what is still paid by its page.`,
    voidedMeanwhile: (number: string) =>
      `Order ${number} was voided. Its payment page charges nothing any more.`,
    offline: 'This computer is offline. A card by phone needs the network.',
    noAccount:
      'No payments account is active, so no card can be charged. An administrator sets one up in the settings.',
    otherCurrency: 'The order is in another currency than the payments account takes.',
    nothingDue: 'There is nothing to pay for this order.',
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
    orderWhat: number => `Lo pagado queda reservado para el pedido ${number}; después se confirma aquí.`,
    sending: 'El pedido va camino del servidor. La página se podrá abrir en un momento.',
    back: 'Otro método',
    confirm: 'Confirmar el pedido',
    waiting: 'A la espera del pago.',
    inPart: (held, left) => `${held} está reservado para el pedido; quedan ${left} por pagar.`,
    held: (amount, number) =>
      `${amount} está reservado para el pedido ${number}. Al confirmar se aplica a la factura.`,
    heldBeyond: (amount, number, total) =>
      `${amount} está reservado para el pedido ${number}, que suma ${total}. Al confirmar se aplica a la factura; el resto queda como crédito abierto.`,
    lessHeld: (total, held) => `De ${total}, ${held} ya está reservado para este pedido.`,
    confirmedMeanwhile: number =>
      `El pedido ${number} está confirmado. Lo reservado está en su factura, y también lo que aún se pague en su página.`,
    voidedMeanwhile: number => `El pedido ${number} se anuló. Su página de pago ya no cobra nada.`,
    offline: 'Esta computadora está sin conexión. Una tarjeta por teléfono necesita la red.',
    noAccount:
      'No hay una cuenta de cobros activa y no se puede cobrar ninguna tarjeta. Un administrador la configura en los ajustes.',
    otherCurrency: 'El pedido está en otra moneda que la cuenta de cobros.',
    nothingDue: 'No hay nada que pagar de este pedido.',
  },
})
