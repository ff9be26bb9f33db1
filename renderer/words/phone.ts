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
    confirmedMeanwhile: (number: string, open: string) =>
      `Order ${number} was confirmed meanwhile. ${open} of its invoice is open.`,
    voidedMeanwhile: (number: string) => `Order ${number} was voided meanwhile.`,
    heldApplied: (held: string, applied: string) =>
      `Of ${held} that was held for it, ${applied} went to its invoice.`,
    heldOver: (over: string) => `${over} that was held for it is an open credit of the customer now.`,
    pageAfter: {
      confirmed:
        'What is still paid on its card page goes to the invoice; what is too much becomes an open credit.',
      voided:
        'Its card page takes no new payment. A charge that was under way still comes in, as an open credit.',
    },
    over: (number: string, over: string, customer: string) =>
      `Order ${number} is confirmed. Its invoice did not need all of this payment: ${over} of it is an open credit of ${customer}.`,
    stillOpen: (number: string, open: string) =>
      `Order ${number} is confirmed and the payment is on its invoice. ${open} of the invoice is still open.`,
    blind:
      'This computer is offline, so it can’t see a payment now. What is paid shows when it is online again.',
    pageOpen:
      'A card page is open for this order. What is paid on it comes on top of what you take here: take the page back first.',
    pageUnlisted: 'This computer has not heard of the page yet. Try again in a moment.',
    pageTakingBack:
      'The card page for this order is being taken back. Until the relay knows, it can still be charged; a charge under way comes in all the same.',
    takeBack: 'Take it back',
    prepaid: {
      left: (amount: string) =>
        `${amount} of this customer’s prepayments and credits is open. Confirming does not use it: to pay with it, close this, confirm the order, then apply it to the invoice.`,
      used: (amount: string) =>
        `${amount} of this customer’s prepayments and credits is open. Confirming uses it before the payment you take here; what is not needed stays an open credit.`,
      afterCard: (amount: string) =>
        `${amount} of this customer’s prepayments and credits is open and stays open: the card is charged all that is left to pay.`,
      enough: (amount: string) =>
        `${amount} of this customer’s prepayments and credits is open, and pays for this order when it is confirmed. Nothing has to be taken: close this and press Confirm.`,
    },
    hindrance: {
      offline: () => 'This computer is offline. A card by phone needs the network.',
      noAccount: () =>
        'No payments account is active, so no card can be charged. An administrator sets one up in the settings.',
      otherCurrency: () => 'The order is in another currency than the payments account takes.',
      nothingDue: () => 'There is nothing to pay for this order.',
      notYours: (customer: string) =>
        `${customer} is another salesperson’s customer. Ask them, or a manager.`,
    },
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
    confirmedMeanwhile: (number, open) =>
      `El pedido ${number} se confirmó entretanto. De su factura quedan ${open} pendientes.`,
    voidedMeanwhile: number => `El pedido ${number} se anuló entretanto.`,
    heldApplied: (held, applied) => `De ${held} reservados para él, ${applied} pasaron a su factura.`,
    heldOver: over => `${over} que estaban reservados para él son ahora un crédito abierto del cliente.`,
    pageAfter: {
      confirmed:
        'Lo que aún se pague en su página de tarjeta va a la factura; lo que sobre queda como crédito abierto.',
      voided:
        'Su página de tarjeta ya no acepta pagos nuevos. Un cobro que estaba en curso entra todavía, como crédito abierto.',
    },
    over: (number, over, customer) =>
      `El pedido ${number} está confirmado. Su factura no necesitó todo este pago: ${over} son un crédito abierto de ${customer}.`,
    stillOpen: (number, open) =>
      `El pedido ${number} está confirmado y el pago está en su factura. De la factura quedan ${open} pendientes.`,
    blind:
      'Esta computadora está sin conexión y ahora no puede ver un pago. Lo que se pague se verá cuando vuelva la conexión.',
    pageOpen:
      'Hay una página de tarjeta abierta para este pedido. Lo que se pague en ella se suma a lo que cobre aquí: retire antes la página.',
    pageUnlisted: 'Esta computadora aún no sabe de la página. Pruebe de nuevo en un momento.',
    pageTakingBack:
      'La página de tarjeta de este pedido se está retirando. Hasta que el servidor lo sepa aún se puede cobrar en ella; un cobro en curso entra de todos modos.',
    takeBack: 'Retirarla',
    prepaid: {
      left: amount =>
        `Hay ${amount} de anticipos y créditos abiertos de este cliente. Confirmar no los usa: para pagar con ellos, cierre esto, confirme el pedido y aplíquelos a la factura.`,
      used: amount =>
        `Hay ${amount} de anticipos y créditos abiertos de este cliente. Confirmar los usa antes que el pago que cobre aquí; lo que no haga falta queda como crédito abierto.`,
      afterCard: amount =>
        `Hay ${amount} de anticipos y créditos abiertos de este cliente, y siguen abiertos: a la tarjeta se le cobra todo lo que queda por pagar.`,
      enough: amount =>
        `Hay ${amount} de anticipos y créditos abiertos de este cliente, y pagan este pedido al confirmarlo. No hay que cobrar nada: cierre esto y pulse Confirmar.`,
    },
    hindrance: {
      offline: () => 'Esta computadora está sin conexión. Una tarjeta por teléfono necesita la red.',
      noAccount: () =>
        'No hay una cuenta de cobros activa y no se puede cobrar ninguna tarjeta. Un administrador la configura en los ajustes.',
      otherCurrency: () => 'El pedido está en otra moneda que la cuenta de cobros.',
      nothingDue: () => 'No hay nada que pagar de este pedido.',
      notYours: customer => `${customer} es cliente de otro vendedor. Pregúntele a él o a un gerente.`,
    },
  },
})
