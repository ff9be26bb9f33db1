/** What the payment page says about orders paid ahead and about open credits; part of `PageWords`. */
export type AheadWords = typeof aheadEnglish

export const aheadEnglish = {
  order: (number: string) => `Order ${number}`,
  orderAhead: (number: string) => `Order ${number}, to be paid in advance`,
  viewOrderPdfOf: (number: string) => `View PDF of order ${number}`,
  alreadyPaidAhead: (amount: string) => `${amount} of it is paid already`,
  heldFor: (number: string) => `Held for order ${number}`,
  orderPaidText: (company: string, number: string) =>
    `${company} has received the money and holds it for order ${number}. There is nothing to pay here.`,
  orderVoidText: (company: string) => `${company} withdrew this order. There is nothing to pay.`,
  orderInvoiced: (number: string) => `Order ${number} is confirmed: this is its invoice.`,
  openCredits: 'Your open credits',
  creditOn: (amount: string) => `${amount} of your open credits taken off`,
  covered: 'Covered by credits',
  coveredTitle: 'Nothing is due',
  coveredText: (company: string, amount: string) =>
    `Your open credits with ${company} (${amount}) cover what is open. There is nothing to pay.`,
}

export const aheadSpanish: AheadWords = {
  order: number => `Pedido ${number}`,
  orderAhead: number => `Pedido ${number}, con pago por adelantado`,
  viewOrderPdfOf: number => `Ver PDF del pedido ${number}`,
  alreadyPaidAhead: amount => `${amount} ya están pagados`,
  heldFor: number => `Reservado para el pedido ${number}`,
  orderPaidText: (company, number) =>
    `${company} recibió el dinero y lo reserva para el pedido ${number}. Aquí no hay nada que pagar.`,
  orderVoidText: company => `${company} anuló este pedido. No hay nada que pagar.`,
  orderInvoiced: number => `El pedido ${number} está confirmado: esta es su factura.`,
  openCredits: 'Sus créditos disponibles',
  creditOn: amount => `${amount} de sus créditos disponibles, ya descontados`,
  covered: 'Cubierta por créditos',
  coveredTitle: 'No hay nada que pagar',
  coveredText: (company, amount) =>
    `Sus créditos disponibles con ${company} (${amount}) cubren lo pendiente. No hay nada que pagar.`,
}
