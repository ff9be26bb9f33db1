import type { Language } from '../../shared/domain/company/company-row.ts'

/** Every text of our mails that is not typed by the company. */
export type MailWords = typeof english

const english = {
  test: 'TEST — no real money moves',
  invoiceSubject: (number: string, company: string) => `Invoice ${number} from ${company}`,
  receiptSubject: (number: string, company: string) => `Receipt ${number} from ${company}`,
  linksSubject: (company: string, amount: string) => `Open invoices with ${company}: ${amount}`,
  refundSubject: (number: string, company: string) => `Refund ${number} from ${company}`,
  renewalSubject: (company: string) => `Your new payment link from ${company}`,
  invoiceIntro: (number: string) => `Please find invoice ${number} attached.`,
  receiptIntro: (amount: string) =>
    `Thank you: we received your payment of ${amount}. The receipt is attached.`,
  linksIntro: 'These invoices are open. You can pay them all at once.',
  refundIntro: (amount: string) => `We have returned ${amount} to you.`,
  refundPending: (amount: string) => `We are returning ${amount} to you. It is on its way.`,
  refundFailed: (amount: string) =>
    `We could not return ${amount} to you the way you paid. It stays your credit; reply to this mail and we settle it together.`,
  bankDays: 'Your bank may take some days to show it.',
  returnedTo: 'Returned to',
  ofPayment: 'Of payment',
  renewalIntro: 'Here is the new payment link you asked for. The earlier one no longer works.',
  statementIntro: (date: string) => `Please find your statement as of ${date} attached.`,
  inYourFavor: (amount: string) =>
    `Your credits are ${amount} more than what is open: there is nothing to pay.`,
  nothingDue: 'Nothing is due. Thank you.',
  pastDue: 'Of which past due',
  openCredits: 'Open credits',
  credit: 'Credit in your favor',
  invoice: 'Invoice',
  date: 'Date',
  due: 'Due',
  poNumber: 'PO',
  total: 'Total',
  open: 'Open',
  toPay: 'To pay',
  voided: 'This invoice was withdrawn: nothing is due.',
  allPaid: 'These invoices are paid: nothing is due. Thank you.',
  paid: 'This invoice is paid: nothing is due. Thank you.',
  controlNumber: 'Control number',
  paidWith: 'Paid with',
  amount: 'Amount',
  kept: 'Kept as your credit',
  viewAndPay: (amount: string) => `View and pay ${amount}`,
  orOpen: 'If the button does not work, open this address:',
  linkNote: (hours: number) =>
    `The link is meant for you. It shows what is open at the moment you look, and stays active for ${hours === 1 ? 'one hour' : `${hours} hours`} once opened.`,
  asks: (customer: string) => `${customer} asks:`,
  answerGoesTo: (address: string) => `Your answer goes to ${address}, the address on file.`,
  answer: 'A question? Just reply to this mail.',
  unsubscribe: 'No more reminders to this address',
  state: 'State',
  pastDueBy: (days: number) => (days === 1 ? '1 day past due' : `${days} days past due`),
  dueToday: 'Due today',
  dueIn: (days: number) => (days === 1 ? 'Due tomorrow' : `Due in ${days} days`),
  creditOnPage: (credits: string, asked: string) =>
    `Your open credits of ${credits} are taken off the sum below. The payment page asks for ${asked} until we have applied them: reply to this mail, and we do it before you pay.`,
}

const spanish: MailWords = {
  test: 'PRUEBA: no se mueve dinero real',
  invoiceSubject: (number, company) => `Factura ${number} de ${company}`,
  receiptSubject: (number, company) => `Recibo ${number} de ${company}`,
  linksSubject: (company, amount) => `Facturas pendientes con ${company}: ${amount}`,
  refundSubject: (number, company) => `Reembolso ${number} de ${company}`,
  renewalSubject: company => `Su nuevo enlace de pago de ${company}`,
  invoiceIntro: number => `Adjuntamos la factura ${number}.`,
  receiptIntro: amount => `Gracias: recibimos su pago de ${amount}. Adjuntamos el recibo.`,
  linksIntro: 'Estas facturas están pendientes. Puede pagarlas todas a la vez.',
  refundIntro: amount => `Le hemos devuelto ${amount}.`,
  refundPending: amount => `Le estamos devolviendo ${amount}. El dinero está en camino.`,
  refundFailed: amount =>
    `No pudimos devolverle ${amount} por el medio con que pagó. Queda como crédito a su favor; responda a este correo y lo resolvemos juntos.`,
  bankDays: 'Su banco puede tardar unos días en mostrarlo.',
  returnedTo: 'Devuelto a',
  ofPayment: 'Del pago',
  renewalIntro: 'Este es el nuevo enlace de pago que pidió. El anterior ya no funciona.',
  statementIntro: date => `Adjuntamos su estado de cuenta al ${date}.`,
  inYourFavor: amount => `Sus créditos superan en ${amount} lo pendiente: no hay nada que pagar.`,
  nothingDue: 'No hay nada que pagar. Gracias.',
  pastDue: 'De ello vencido',
  openCredits: 'Créditos disponibles',
  credit: 'Saldo a su favor',
  invoice: 'Factura',
  date: 'Fecha',
  due: 'Vencimiento',
  poNumber: 'Orden de compra',
  total: 'Total',
  open: 'Pendiente',
  toPay: 'A pagar',
  voided: 'Esta factura fue anulada: no hay nada que pagar.',
  allPaid: 'Estas facturas están pagadas: no hay nada que pagar. Gracias.',
  paid: 'Esta factura está pagada: no hay nada que pagar. Gracias.',
  controlNumber: 'Número de control',
  paidWith: 'Pagado con',
  amount: 'Importe',
  kept: 'Queda como crédito a su favor',
  viewAndPay: amount => `Ver y pagar ${amount}`,
  orOpen: 'Si el botón no funciona, abra esta dirección:',
  linkNote: hours =>
    `El enlace es para usted. Muestra lo que está pendiente en el momento en que lo mira y estará activo durante ${hours === 1 ? 'una hora' : `${hours} horas`} una vez abierto.`,
  asks: customer => `${customer} pregunta:`,
  answerGoesTo: address => `Su respuesta va a ${address}, la dirección registrada.`,
  answer: '¿Una pregunta? Responda a este correo.',
  unsubscribe: 'No enviar más recordatorios a esta dirección',
  state: 'Estado',
  pastDueBy: days => (days === 1 ? 'Vencida hace 1 día' : `Vencida hace ${days} días`),
  dueToday: 'Vence hoy',
  dueIn: days => (days === 1 ? 'Vence mañana' : `Vence en ${days} días`),
  creditOnPage: (credits, asked) =>
    `Sus créditos disponibles de ${credits} ya están descontados de la suma de abajo. La página de pago pide ${asked} hasta que los apliquemos: responda a este correo y lo haremos antes de que pague.`,
}

/** The words for a language. */
export function mailWords(language: Language): MailWords {
  return language === 'es' ? spanish : english
}
