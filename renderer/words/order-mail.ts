import { defineWords } from './define-words.ts'

/** Mailing pending orders and having them paid in advance. */
export const orderMail = defineWords({
  en: {
    title: (number: string) => `Email order ${number}`,
    titleLoading: 'Email order',
    placeFirst: 'Place the order first, then email it.',
    ahead: 'Paid in advance',
    total: 'Order total',
    held: 'Held for this order',
    left: 'To pay in advance',
    linkAsks: (amount: string) =>
      `Asks for ${amount}, to be paid in advance. If that changes, the page asks the new amount.`,
    draft: 'a draft: place it first',
    orderDue: (number: string) => `Order ${number}, in advance`,
  },
  es: {
    title: number => `Enviar el pedido ${number}`,
    titleLoading: 'Enviar pedido',
    placeFirst: 'Registre primero el pedido y después envíelo.',
    ahead: 'Pago por adelantado',
    total: 'Total del pedido',
    held: 'Reservado',
    left: 'A pagar por adelantado',
    linkAsks: amount => `Pide ${amount} por adelantado. Si eso cambia, la página pide el importe nuevo.`,
    draft: 'un borrador: regístrelo primero',
    orderDue: number => `Pedido ${number}, por adelantado`,
  },
})
