import type { RefusalParams } from '../../shared/domain/rejections.ts'
import type { TaskKind } from '../../shared/domain/task/task-row.ts'
import { formatCents } from '../parts/format-money.ts'
import { dayText } from './day-text.ts'
import { disputeTasks } from './dispute-tasks.ts'
import { gatewayDifference } from './gateway-difference.ts'
import { mailReason } from './mail-reason.ts'
import { notAsEntered } from './not-as-entered.ts'
import { questionSubject } from './question-subject.ts'

interface TaskText {
  title: string
  sentence(p: RefusalParams): string
  wayOut: string
  /** The figures behind the sentence, one a row. */
  facts?(p: RefusalParams): [name: string, value: string][]
}
type TaskWords = Record<TaskKind, TaskText>

const money = (value: string | number | undefined) => formatCents(Number(value ?? 0))

/** What a task is about and what to do with it, in English. */
export const tasksEn: TaskWords = {
  overpayment: {
    title: 'Overpayment',
    sentence: p => `${money(p.amountCents)} of payment ${p.payment} is left over.`,
    wayOut: 'Apply it to other invoices, keep it as open credit, or return it.',
  },
  'payment-on-void-invoice': {
    title: 'Payment for a void invoice',
    sentence: p =>
      `${money(p.amountCents)} of payment ${p.payment} was meant for invoice ${p.number}, which was voided meanwhile. It is unapplied.`,
    wayOut: 'Apply it to another invoice, or ask the customer.',
  },
  'possible-duplicate-payment': {
    title: 'Possibly the same payment twice',
    sentence: p =>
      `Payments ${p.payment} and ${p.twin} have the same reference (${p.reference}), method and amount: ${money(p.amountCents)}.`,
    wayOut: 'Look at both first. If the money came in once only, void one of them.',
  },
  'number-collision': {
    title: 'A number was used twice',
    sentence: p => `Two computers printed number ${p.printed}. This one is now ${p.number}.`,
    wayOut: 'If the customer has the printed number, tell them the new one.',
  },
  'duplicate-customer': {
    title: 'Possibly the same customer twice',
    sentence: p =>
      p.same === 'phone' || p.same === 'email'
        ? `${p.name} was added with the name and the ${p.same === 'phone' ? 'phone' : 'mail address'} of a customer who is there already.`
        : `The code ${p.typed} was taken meanwhile, so this customer was saved as ${p.code}.`,
    wayOut: 'Merge them if they are one: the documents of both are then kept under one customer.',
    facts: p =>
      p.twin === undefined
        ? []
        : [
            [`${p.code}`, `${p.name}`],
            [`${p.twinCode}`, `${p.twin}`],
          ],
  },
  'customer-without-address': {
    title: 'No address to mail to',
    sentence: p => `${p.customer} is to be mailed automatically, but has no mail address.`,
    wayOut: 'Add an address at the customer, and email the document yourself.',
  },
  'refund-failed': {
    title: 'Refund failed',
    sentence: p =>
      `Refund ${p.refund} of ${money(p.amountCents)} from payment ${p.payment} was not carried out${p.reason ? `: ${p.reason}` : '.'}`,
    wayOut: 'The amount is open credit again. Return it in another way, or keep it as credit.',
  },
  'mail-undelivered': {
    title: 'Mail not delivered',
    sentence: p => `The mail to ${p.recipient} came back${p.error ? `: ${p.error}` : '.'}`,
    wayOut: 'Correct the address at the customer and email the document again.',
  },
  'fact-needs-review': {
    title: 'Recorded without the right to',
    sentence: () =>
      'Someone recorded this whose right to do so had ended. The money counts; look whether it is right.',
    wayOut: 'If it is right, nothing more is to do. If not, void it.',
  },
  'payment-for-unknown-customer': {
    title: 'Payment of an unknown customer',
    sentence: p =>
      `Payment ${p.payment} over ${money(p.amountCents)} belongs to no customer that is known here.`,
    wayOut: 'Find out whose it is. It is in the books already: do not receive it a second time.',
  },
  'command-quarantined': {
    title: 'Something could not be posted',
    sentence: p =>
      p.amountCents === undefined
        ? `The relay could not post “${p.command}”. It is kept there and lost nothing.`
        : `The relay could not post ${money(p.amountCents)} (“${p.command}”, ${p.reference}). It is kept there and lost nothing.`,
    wayOut: 'Tell whoever runs the relay; the money must not be booked a second time by hand.',
  },
  'posted-after-close': {
    title: 'Posted on a later day',
    sentence: p =>
      `Payment ${p.payment} of ${money(p.amountCents)} is dated ${dayText(p.on, 'en')}, in a closed period. It was posted on ${dayText(p.postedOn, 'en')}, the first open day.`,
    wayOut: 'Nothing is lost. Tell whoever keeps the books of that period.',
  },
  'gateway-difference': gatewayDifference.en,
  'not-posted-as-entered': notAsEntered.en,
  ...disputeTasks.en,
  'credit-limit-exceeded': {
    title: 'Beyond the credit limit',
    sentence: p =>
      p.reason === 'payment-required'
        ? `Order ${p.number} was ${p.raisedCents ? 'raised before that' : 'confirmed before it'} was paid: of ${money(p.totalCents)}, ${money(p.prepaidCents)} was there, and ${p.customer} pays first. The order is on hold.`
        : p.reason === 'credit-hold'
          ? `Order ${p.number} was ${p.raisedCents ? 'raised' : 'confirmed'} on a computer that did not know yet that ${p.customer} is on credit hold. The order is on hold.`
          : `Order ${p.number} was ${p.raisedCents ? `raised by ${money(p.raisedCents)}` : 'confirmed'} on a computer that did not know all of ${p.customer}’s orders. It goes ${money(p.shortCents)} beyond the credit, so it is on hold.`,
    wayOut: 'Release it if the customer may have it, or open the order and void it.',
    facts: p =>
      p.limitCents === undefined
        ? []
        : [
            ['Credit limit', money(p.limitCents)],
            ['Open credits', money(p.creditsCents)],
            ['Open invoices', money(p.openCents)],
            ['Pending orders with this one', money(p.pendingCents)],
          ],
  },
  'credit-override-asked': {
    title: 'A credit override is asked for',
    sentence: p =>
      `Order ${p.number} of ${p.customer} over ${money(p.totalCents)} goes ${money(p.shortCents)} beyond the credit.${p.note ? ` “${p.note}”` : ''}`,
    wayOut:
      'Once granted, it counts for this order today. Open the order for its credit and aging, or to grant more.',
  },
  'customer-question': {
    title: 'A customer asks',
    sentence: p => `${p.name || p.customer}${p.name ? ` of ${p.customer}` : ''}: “${p.message}”`,
    wayOut: 'Answer by mail to the address above, then close this.',
    facts: p => [
      ['About', questionSubject(String(p.subject), { invoice: 'Invoice', order: 'Order' })],
      ['Answer to', String(p.address)],
    ],
  },
}

/** The same in Spanish. */
export const tasksEs: TaskWords = {
  overpayment: {
    title: 'Pago en exceso',
    sentence: p => `Sobran ${money(p.amountCents)} del pago ${p.payment}.`,
    wayOut: 'Aplíquelos a otras facturas, déjelos como crédito abierto o devuélvalos.',
  },
  'payment-on-void-invoice': {
    title: 'Pago de una factura anulada',
    sentence: p =>
      `${money(p.amountCents)} del pago ${p.payment} eran para la factura ${p.number}, anulada entretanto. Están sin aplicar.`,
    wayOut: 'Aplíquelos a otra factura o pregunte al cliente.',
  },
  'possible-duplicate-payment': {
    title: 'Quizá el mismo pago dos veces',
    sentence: p =>
      `Los pagos ${p.payment} y ${p.twin} tienen la misma referencia (${p.reference}), método e importe: ${money(p.amountCents)}.`,
    wayOut: 'Vea primero los dos. Si el dinero entró una sola vez, anule uno.',
  },
  'number-collision': {
    title: 'Un número se usó dos veces',
    sentence: p => `Dos computadoras imprimieron el número ${p.printed}. Este ahora es ${p.number}.`,
    wayOut: 'Si el cliente tiene el número impreso, infórmele el nuevo.',
  },
  'duplicate-customer': {
    title: 'Quizá el mismo cliente dos veces',
    sentence: p =>
      p.same === 'phone' || p.same === 'email'
        ? `${p.name} se agregó con el nombre y ${p.same === 'phone' ? 'el teléfono' : 'la dirección de correo'} de un cliente que ya existe.`
        : `El código ${p.typed} se ocupó entretanto; este cliente se guardó como ${p.code}.`,
    wayOut: 'Únalos si son el mismo: los documentos de ambos quedan en un solo cliente.',
    facts: p =>
      p.twin === undefined
        ? []
        : [
            [`${p.code}`, `${p.name}`],
            [`${p.twinCode}`, `${p.twin}`],
          ],
  },
  'customer-without-address': {
    title: 'Cliente sin correo',
    sentence: p => `${p.customer} recibe correos automáticos, pero no tiene ninguna dirección de correo.`,
    wayOut: 'Agregue una dirección en el cliente y envíe el documento usted.',
  },
  'refund-failed': {
    title: 'Reembolso fallido',
    sentence: p =>
      `El reembolso ${p.refund} de ${money(p.amountCents)} del pago ${p.payment} no se realizó${p.reason ? `: ${p.reason}` : '.'}`,
    wayOut: 'El importe vuelve a ser crédito abierto. Devuélvalo de otra forma o déjelo como crédito.',
  },
  'mail-undelivered': {
    title: 'Correo no entregado',
    sentence: p =>
      `El correo a ${p.recipient} fue devuelto${p.error ? `: ${mailReason(String(p.error), 'es')}` : '.'}`,
    wayOut: 'Corrija la dirección en el cliente y envíe el documento de nuevo.',
  },
  'fact-needs-review': {
    title: 'Registrado sin permiso',
    sentence: () =>
      'Lo registró alguien cuyo permiso había terminado. El dinero cuenta; mire si es correcto.',
    wayOut: 'Si es correcto, no hay nada más que hacer. Si no, anúlelo.',
  },
  'payment-for-unknown-customer': {
    title: 'Pago de un cliente desconocido',
    sentence: p => `El pago ${p.payment} de ${money(p.amountCents)} no es de ningún cliente conocido aquí.`,
    wayOut: 'Averigüe de quién es. Ya está en los libros: no lo reciba otra vez.',
  },
  'command-quarantined': {
    title: 'Algo no se pudo registrar',
    sentence: p =>
      p.amountCents === undefined
        ? `El servidor no pudo registrar «${p.command}». Lo conserva; no se perdió nada.`
        : `El servidor no pudo registrar ${money(p.amountCents)} («${p.command}», ${p.reference}). Lo conserva; no se perdió nada.`,
    wayOut: 'Avise a quien administra el servidor; no registre el dinero otra vez a mano.',
  },
  'posted-after-close': {
    title: 'Registrado en un día posterior',
    sentence: p =>
      `El pago ${p.payment} de ${money(p.amountCents)} tiene fecha ${dayText(p.on, 'es')}, en un período cerrado. Se registró el ${dayText(p.postedOn, 'es')}, el primer día abierto.`,
    wayOut: 'No se perdió nada. Avise a quien lleva los libros de ese período.',
  },
  'gateway-difference': gatewayDifference.es,
  'not-posted-as-entered': notAsEntered.es,
  ...disputeTasks.es,
  'credit-limit-exceeded': {
    title: 'Por encima del límite de crédito',
    sentence: p =>
      p.reason === 'payment-required'
        ? `El pedido ${p.number} ${p.raisedCents ? 'aumentó antes de pagarse el aumento' : 'se confirmó antes de pagarse'}: de ${money(p.totalCents)} había ${money(p.prepaidCents)}, y ${p.customer} paga primero. El pedido está retenido.`
        : p.reason === 'credit-hold'
          ? `El pedido ${p.number} ${p.raisedCents ? 'se aumentó' : 'se confirmó'} en una computadora que aún no sabía que ${p.customer} tiene el crédito retenido. El pedido está retenido.`
          : `El pedido ${p.number} ${p.raisedCents ? `se aumentó en ${money(p.raisedCents)}` : 'se confirmó'} en una computadora que no conocía todos los pedidos de ${p.customer}. Supera el crédito en ${money(p.shortCents)}; por eso está retenido.`,
    wayOut: 'Libérelo si el cliente puede llevarlo, o abra el pedido y anúlelo.',
    facts: p =>
      p.limitCents === undefined
        ? []
        : [
            ['Límite de crédito', money(p.limitCents)],
            ['Créditos abiertos', money(p.creditsCents)],
            ['Facturas pendientes', money(p.openCents)],
            ['Pedidos pendientes con este', money(p.pendingCents)],
          ],
  },
  'credit-override-asked': {
    title: 'Se pide una autorización de crédito',
    sentence: p =>
      `El pedido ${p.number} de ${p.customer} por ${money(p.totalCents)} supera el crédito en ${money(p.shortCents)}.${p.note ? ` «${p.note}»` : ''}`,
    wayOut:
      'Una vez autorizada, vale hoy para este pedido. Ábralo para ver su crédito y antigüedad, o para autorizar más.',
  },
  'customer-question': {
    title: 'Un cliente pregunta',
    sentence: p => `${p.name || p.customer}${p.name ? ` de ${p.customer}` : ''}: «${p.message}»`,
    wayOut: 'Responda por correo a la dirección de arriba y cierre la tarea.',
    facts: p => [
      ['Asunto', questionSubject(String(p.subject), { invoice: 'Factura', order: 'Pedido' })],
      ['Responder a', String(p.address)],
    ],
  },
}
