import type { Language } from '../../shared/domain/company/company-row.ts'
import { aheadEnglish, aheadSpanish } from './ahead-words.ts'
import { choiceEnglish, choiceSpanish } from './choice-words.ts'
import { keptEnglish, keptSpanish } from './kept-words.ts'

/** What went off an invoice so far, by how; null where nothing did that way. */
interface OffSoFar {
  paid: string | null
  credits: string | null
  discount: string | null
}

/** Every text a payer reads on our pages. */
export type PageWords = typeof english

const english = {
  ...aheadEnglish,
  ...choiceEnglish,
  ...keptEnglish,
  otherLanguage: 'Español',
  test: 'TEST — no real money moves',

  landingTitle: (company: string) => `Payment request from ${company}`,
  asksYou: (company: string) => `Amount due to ${company}`,
  forCustomer: (customer: string) => `For ${customer}`,
  invoices: (count: number, numbers: string) =>
    count === 1 ? `Invoice ${numbers}` : `${count} invoices: ${numbers}`,
  andMore: (count: number) => `and ${count} more`,
  viewAndPay: 'View and pay',
  startsClock: (hours: number) =>
    `Once you open it, this link stays active for ${span(hours, 'hours', 'days')}. After that, this page sends you a new one on request.`,
  tick: 'I am a person',
  leaveEmpty: 'Leave this field empty',

  payTitle: (company: string) => `Pay ${company}`,
  toPayNow: 'Amount to pay',
  activeUntil: (moment: string) => `this link is active until ${moment}`,
  invoice: (number: string) => `Invoice ${number}`,
  due: (date: string) => `Due ${date}`,
  pastDue: (days: number) => (days === 1 ? '1 day past due' : `${days} days past due`),
  soFar: (total: string, off: OffSoFar, open: string) =>
    [
      `Total ${total}`,
      off.paid === null ? '' : `paid so far ${off.paid}`,
      off.credits === null ? '' : `credits ${off.credits}`,
      off.discount === null ? '' : `discount ${off.discount}`,
      `open ${open}`,
    ]
      .filter(Boolean)
      .join(' · '),
  viewPdf: 'View PDF',
  viewPdfOf: (number: string) => `View PDF of invoice ${number}`,
  paid: 'Paid',
  withdrawn: 'Withdrawn',
  updated: 'Updated since the mail',
  payBy: 'Pay by',
  card: 'Card',
  bank: 'Bank account',
  fieldsTitle: 'Card details, on a page of the payment provider',
  receiptTo: 'Send the receipt to',
  pay: (amount: string) => `Pay ${amount}`,
  payAtProvider: (amount: string) => `Pay ${amount} at the payment provider`,
  paying: 'Paying…',
  foot: (company: string) =>
    `Card details go straight to the payment provider; ${company} never receives them. You will see exactly this amount on your card.`,
  bankNote: 'A bank payment takes a few days. Your invoices count as paid once it has cleared.',

  changed: (before: string | null, now: string) =>
    before === null ? `The total is ${now} now.` : `The total changed from ${before} to ${now}.`,
  settled: (number: string, amount: string) => `${amount} was applied to invoice ${number}.`,
  reopened: (number: string, amount: string) => `Invoice ${number} is open by ${amount} more.`,
  invoiceWithdrawn: (number: string) => `Invoice ${number} was withdrawn.`,
  invoiceUpdated: (number: string) => `Invoice ${number} was updated.`,
  nothingChargedPressAgain: 'Nothing was charged. Please check, and press Pay again.',
  mailIsOlder: 'An invoice was updated after this mail was sent. The amount here is the current one.',
  declined:
    'The payment was declined and nothing was charged. Try again, use another card, or ask your bank.',
  notCharged: 'That payment did not go through and nothing was charged. You can try again.',
  gatewayDown:
    'The payment provider can’t be reached at the moment. Nothing was charged. Please try again in a few minutes.',
  gatewayDownBefore:
    'The payment provider can’t be reached at the moment, so we don’t ask for a card. This page tries again by itself.',
  takesNoPayments: (company: string) =>
    `${company} takes no payments online at the moment. Please ask how to pay.`,
  typeAgain: 'Nothing was charged. Please type your card details once more.',
  pageWasOld: 'This page was out of date. Nothing was charged. Please check the amount and press Pay again.',
  tooManyFailures: 'Too many payments failed from here. Nothing was charged. Please try again in an hour.',
  amountNotPayable: (company: string) =>
    `This amount can’t be paid by card. Please ask ${company} how to pay it.`,
  bankAsks: 'Your bank has not confirmed this payment yet. Continue there, or pay another way below.',
  goToBank: 'Continue at your bank',
  received: (amount: string, number: string) =>
    `Your payment of ${amount} was received (payment number ${number}). This is what is still open.`,

  busyTitle: 'Being paid at this moment',
  busyText:
    'Someone is paying this right now. To keep it from being paid twice, this page waits and shows how it ends.',
  confirmingTitle: 'Your payment is being confirmed',
  confirmingText:
    'The payment provider has not answered yet. Please don’t pay again: we keep asking, and this page shows the answer by itself.',
  processingTitle: 'Your bank payment is under way',
  processingText: (company: string) =>
    `It takes a few days to clear. There is nothing more to do; ${company} sees it here too.`,
  refresh: 'Refresh',

  successTitle: 'Paid, thank you',
  controlNumber: 'Payment number',
  paidOn: 'Date',
  paidWith: 'Paid with',
  paidTo: 'Paid to',
  keptAsCredit: 'Kept as your credit',
  returned: 'Returned to you',
  voidedSince: (number: string) => `Invoice ${number} was voided after you paid it.`,
  takenOffSince: (number: string, amount: string) =>
    `${amount} of this payment was taken off invoice ${number} later.`,
  becameCredit: (amount: string) => `The ${amount} became your credit.`,
  receiptGoes: (address: string) => `The receipt is on its way to ${address}.`,
  alreadyPaidTitle: 'Already paid, thank you',
  alreadyPaidText: (company: string) => `${company} has received the money. There is nothing to pay here.`,
  voidTitle: 'Nothing is due',
  voidText: (company: string) => `${company} withdrew this invoice. There is nothing to pay.`,

  expiredTitle: 'This link has expired',
  expiredText: (moment: string) =>
    `It was active until ${moment}. We can send a new one to the address on file.`,
  lockedTitle: 'This link takes no more payments',
  lockedText:
    'Payments were declined too often here. Nothing was charged. We can send a new link to the address on file.',
  goneTitle: 'This link is not active',
  goneText:
    'It may have expired, been replaced by a newer mail, or been typed wrong. If it was sent to you, we can send a new one to the same address.',
  emailNew: 'Email me a new link',
  renewedTitle: 'Look in your mail',
  renewed: (address: string) => `A new link is on its way to ${address}.`,
  renewedAlready: (address: string) =>
    `A new link was sent to ${address} a moment ago. It was not sent twice.`,
  renewedStranger:
    'If this link was sent by mail and something is still due, a new one is on its way to the same address.',
  renewTooOften: (company: string) =>
    `Three new links were sent today already. Please look in your mail, or ask ${company} for help.`,

  reopenTitle: 'Open the link in your mail again',
  reopenText: 'This page belongs to a visit that has ended. The link in your mail brings you back to it.',
  wrongAddress: 'Nothing was charged. The address for the receipt isn’t right.',
  tooManyTitle: 'One moment, please',
  tooManyText: 'There were too many requests from here. Please wait a minute and try again.',
  wrongTitle: 'Something went wrong',
  wrongText: 'We could not show this page. If you pressed Pay, open the link again to see how it went.',
}

const spanish: PageWords = {
  ...aheadSpanish,
  ...choiceSpanish,
  ...keptSpanish,
  otherLanguage: 'English',
  test: 'PRUEBA: no se mueve dinero real',

  landingTitle: company => `Solicitud de pago de ${company}`,
  asksYou: company => `Importe a pagar a ${company}`,
  forCustomer: customer => `Para ${customer}`,
  invoices: (count, numbers) => (count === 1 ? `Factura ${numbers}` : `${count} facturas: ${numbers}`),
  andMore: count => `y ${count} más`,
  viewAndPay: 'Ver y pagar',
  startsClock: hours =>
    `Una vez abierto, este enlace estará activo durante ${span(hours, 'horas', 'días')}. Después puede pedir uno nuevo en esta misma página.`,
  tick: 'Soy una persona',
  leaveEmpty: 'Deje este campo vacío',

  payTitle: company => `Pagar a ${company}`,
  toPayNow: 'Importe a pagar',
  activeUntil: moment => `este enlace está activo hasta el ${moment}`,
  invoice: number => `Factura ${number}`,
  due: date => `Vence el ${date}`,
  pastDue: days => (days === 1 ? '1 día vencida' : `${days} días vencida`),
  soFar: (total, off, open) =>
    [
      `Total ${total}`,
      off.paid === null ? '' : `pagado hasta ahora ${off.paid}`,
      off.credits === null ? '' : `créditos ${off.credits}`,
      off.discount === null ? '' : `descuento ${off.discount}`,
      `pendiente ${open}`,
    ]
      .filter(Boolean)
      .join(' · '),
  viewPdf: 'Ver PDF',
  viewPdfOf: number => `Ver PDF de la factura ${number}`,
  paid: 'Pagada',
  withdrawn: 'Anulada',
  updated: 'Actualizada después del correo',
  payBy: 'Pagar con',
  card: 'Tarjeta',
  bank: 'Cuenta bancaria',
  fieldsTitle: 'Datos de la tarjeta, en una página del proveedor de pagos',
  receiptTo: 'Enviar el recibo a',
  pay: amount => `Pagar ${amount}`,
  payAtProvider: amount => `Pagar ${amount} con el proveedor de pagos`,
  paying: 'Pagando…',
  foot: company =>
    `Los datos de la tarjeta van directamente al proveedor de pagos; ${company} nunca los recibe. En su tarjeta verá exactamente este importe.`,
  bankNote: 'Un pago bancario tarda unos días. Sus facturas quedan pagadas cuando se acredita.',

  changed: (before, now) =>
    before === null ? `El total es ahora ${now}.` : `El total cambió de ${before} a ${now}.`,
  settled: (number, amount) => `Se aplicaron ${amount} a la factura ${number}.`,
  reopened: (number, amount) => `La factura ${number} tiene ${amount} más por pagar.`,
  invoiceWithdrawn: number => `La factura ${number} fue anulada.`,
  invoiceUpdated: number => `La factura ${number} fue actualizada.`,
  nothingChargedPressAgain: 'No se cobró nada. Revise el importe y pulse Pagar de nuevo.',
  mailIsOlder: 'Una factura se actualizó después de enviar este correo. El importe de aquí es el actual.',
  declined:
    'El pago fue rechazado y no se cobró nada. Inténtelo de nuevo, use otra tarjeta o consulte a su banco.',
  notCharged: 'Ese pago no se completó y no se cobró nada. Puede intentarlo de nuevo.',
  gatewayDown:
    'No se puede conectar con el proveedor de pagos en este momento. No se cobró nada. Inténtelo de nuevo en unos minutos.',
  gatewayDownBefore:
    'No se puede conectar con el proveedor de pagos en este momento, por eso no pedimos una tarjeta. Esta página lo intenta de nuevo por sí sola.',
  takesNoPayments: company => `${company} no acepta pagos en línea en este momento. Pregunte cómo pagar.`,
  typeAgain: 'No se cobró nada. Escriba otra vez los datos de su tarjeta.',
  pageWasOld: 'Esta página ya no estaba al día. No se cobró nada. Revise el importe y pulse Pagar de nuevo.',
  tooManyFailures:
    'Fallaron demasiados pagos desde aquí. No se cobró nada. Inténtelo de nuevo dentro de una hora.',
  amountNotPayable: company =>
    `Este importe no se puede pagar con tarjeta. Pregunte a ${company} cómo pagarlo.`,
  bankAsks: 'Su banco todavía no ha confirmado este pago. Continúe allí o pague de otra forma más abajo.',
  goToBank: 'Continuar en su banco',
  received: (amount, number) =>
    `Recibimos su pago de ${amount} (número de control ${number}). Esto es lo que queda por pagar.`,

  busyTitle: 'Se está pagando en este momento',
  busyText:
    'Alguien lo está pagando ahora mismo. Para que no se pague dos veces, esta página espera y muestra cómo termina.',
  confirmingTitle: 'Su pago se está confirmando',
  confirmingText:
    'El proveedor de pagos aún no ha respondido. No pague otra vez: seguimos preguntando y esta página mostrará la respuesta por sí sola.',
  processingTitle: 'Su pago bancario está en camino',
  processingText: company =>
    `Tarda unos días en acreditarse. No tiene que hacer nada más; ${company} también lo ve.`,
  refresh: 'Actualizar',

  successTitle: 'Pagado, gracias',
  controlNumber: 'Número de pago',
  paidOn: 'Fecha',
  paidWith: 'Pagado con',
  paidTo: 'Pagado a',
  keptAsCredit: 'Queda como crédito a su favor',
  returned: 'Devuelto a usted',
  voidedSince: number => `La factura ${number} se anuló después de que usted la pagara.`,
  takenOffSince: (number, amount) => `${amount} de este pago se retiraron después de la factura ${number}.`,
  becameCredit: amount => `Los ${amount} pasaron a ser crédito a su favor.`,
  receiptGoes: address => `El recibo va en camino a ${address}.`,
  alreadyPaidTitle: 'Ya está pagado, gracias',
  alreadyPaidText: company => `${company} recibió el dinero. Aquí no hay nada que pagar.`,
  voidTitle: 'No hay nada que pagar',
  voidText: company => `${company} anuló esta factura. No hay nada que pagar.`,

  expiredTitle: 'Este enlace ha caducado',
  expiredText: moment =>
    `Estuvo activo hasta el ${moment}. Podemos enviar uno nuevo a la dirección registrada.`,
  lockedTitle: 'Este enlace no acepta más pagos',
  lockedText:
    'Los pagos fueron rechazados demasiadas veces. No se cobró nada. Podemos enviar un enlace nuevo a la dirección registrada.',
  goneTitle: 'Este enlace no está activo',
  goneText:
    'Puede que haya caducado, que un correo más reciente lo reemplace o que esté mal escrito. Si se lo enviaron a usted, podemos enviar uno nuevo a la misma dirección.',
  emailNew: 'Enviarme un enlace nuevo',
  renewedTitle: 'Revise su correo',
  renewed: address => `Un enlace nuevo va en camino a ${address}.`,
  renewedAlready: address => `Un enlace nuevo se envió a ${address} hace un momento. No se envió dos veces.`,
  renewedStranger:
    'Si este enlace se envió por correo y aún queda algo por pagar, uno nuevo va en camino a la misma dirección.',
  renewTooOften: company =>
    `Hoy ya se enviaron tres enlaces nuevos. Revise su correo o pida a ${company} que le ayude.`,

  reopenTitle: 'Abra de nuevo el enlace de su correo',
  reopenText: 'Esta página pertenece a una visita que ya terminó. El enlace de su correo lo trae de vuelta.',
  wrongAddress: 'No se cobró nada. La dirección para el recibo no es correcta.',
  tooManyTitle: 'Un momento, por favor',
  tooManyText: 'Hubo demasiadas solicitudes desde aquí. Espere un minuto e inténtelo de nuevo.',
  wrongTitle: 'Algo salió mal',
  wrongText: 'No pudimos mostrar esta página. Si pulsó Pagar, abra el enlace de nuevo para ver el resultado.',
}

/** The words for a language. */
export function pageWords(language: Language): PageWords {
  return language === 'es' ? spanish : english
}

function span(hours: number, hoursWord: string, daysWord: string): string {
  if (hours === 1) return `1 ${hoursWord.slice(0, -1)}`
  return hours > 48 && hours % 24 === 0 ? `${hours / 24} ${daysWord}` : `${hours} ${hoursWord}`
}
