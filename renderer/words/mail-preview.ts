import { defineWords } from './define-words.ts'

/**
 * What stands in our mails besides what people type, in the customer's language, for the preview. `sim/mail-preview.test.ts`
 * holds it to the relay's own words.
 */
export const mailPreview = defineWords({
  en: {
    invoice: 'Invoice',
    date: 'Date',
    due: 'Due',
    poNumber: 'PO',
    total: 'Total',
    open: 'Open',
    toPay: 'To pay',
    pastDue: 'Of which past due',
    openCredits: 'Open credits',
    credit: 'Credit in your favor',
    invoiceIntro: (number: string) => `Please find invoice ${number} attached.`,
    statementIntro: (date: string) => `Please find your statement as of ${date} attached.`,
    inYourFavor: (amount: string) =>
      `Your credits are ${amount} more than what is open: there is nothing to pay.`,
    nothingDue: 'Nothing is due. Thank you.',
    paid: 'This invoice is paid: nothing is due. Thank you.',
    order: 'Order',
    orderIntro: (number: string) => `Please find the confirmation of your order ${number} attached.`,
    orderPaid: 'This order is paid in advance: nothing is due. Thank you.',
    shipOn: 'Ship date',
    paidAhead: 'Paid in advance',
    toPayAhead: 'To pay in advance',
    creditTaken: (credits: string) =>
      `Your open credits of ${credits} are taken off: paying the sum below uses them and settles these invoices.`,
    owedOn: (date: string) => `Owed on ${date}`,
    viewAndPay: (amount: string) => `View and pay ${amount}`,
    answer: 'A question? Just reply to this mail.',
  },
  es: {
    invoice: 'Factura',
    date: 'Fecha',
    due: 'Vencimiento',
    poNumber: 'Orden de compra',
    total: 'Total',
    open: 'Pendiente',
    toPay: 'A pagar',
    pastDue: 'De ello vencido',
    openCredits: 'Créditos disponibles',
    credit: 'Saldo a su favor',
    invoiceIntro: number => `Adjuntamos la factura ${number}.`,
    statementIntro: date => `Adjuntamos su estado de cuenta al ${date}.`,
    inYourFavor: amount => `Sus créditos superan en ${amount} lo pendiente: no hay nada que pagar.`,
    nothingDue: 'No hay nada que pagar. Gracias.',
    paid: 'Esta factura está pagada: no hay nada que pagar. Gracias.',
    order: 'Pedido',
    orderIntro: number => `Adjuntamos la confirmación de su pedido ${number}.`,
    orderPaid: 'Este pedido está pagado por adelantado: no hay nada que pagar. Gracias.',
    shipOn: 'Fecha de envío',
    paidAhead: 'Pagado por adelantado',
    toPayAhead: 'A pagar por adelantado',
    creditTaken: credits =>
      `Sus créditos disponibles de ${credits} ya están descontados: al pagar la suma de abajo se usan y estas facturas quedan pagadas.`,
    owedOn: date => `Debido al ${date}`,
    viewAndPay: amount => `Ver y pagar ${amount}`,
    answer: '¿Una pregunta? Responda a este correo.',
  },
})
