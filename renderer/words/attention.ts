import type { RefusalParams } from '../../shared/domain/rejections.ts'
import type { TaskKind } from '../../shared/domain/task/task-row.ts'
import { formatCents } from '../parts/format-money.ts'
import { defineWords } from './define-words.ts'
import { gatewayDifference } from './gateway-difference.ts'

interface TaskText {
  title: string
  sentence(p: RefusalParams): string
  wayOut: string
  /** The figures behind the sentence, one a row. */
  facts?(p: RefusalParams): [name: string, value: string][]
}
type TaskWords = Record<TaskKind, TaskText>

const money = (value: string | number | undefined) => formatCents(Number(value ?? 0))

const tasksEn: TaskWords = {
  overpayment: {
    title: 'Overpayment',
    sentence: p => `${money(p.amountCents)} of payment ${p.payment} is left over.`,
    wayOut: 'Apply it to other invoices, or keep it as open credit.',
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
    wayOut: 'If it came in once only, void one of them.',
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
  'gateway-difference': gatewayDifference.en,
  'credit-limit-exceeded': {
    title: 'Confirmed beyond the credit limit',
    sentence: p =>
      p.reason === 'credit-hold'
        ? `Order ${p.number} was confirmed on a computer that did not know yet that ${p.customer} is on credit hold. The order is on hold.`
        : `Order ${p.number} was confirmed on a computer that did not know all of ${p.customer}’s orders. It goes ${money(p.shortCents)} beyond the credit, so it is on hold.`,
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
}

const tasksEs: TaskWords = {
  overpayment: {
    title: 'Pago en exceso',
    sentence: p => `Sobran ${money(p.amountCents)} del pago ${p.payment}.`,
    wayOut: 'Aplíquelos a otras facturas o déjelos como crédito abierto.',
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
    wayOut: 'Si entró una sola vez, anule uno de los dos.',
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
  'mail-undelivered': {
    title: 'Correo no entregado',
    sentence: p => `El correo a ${p.recipient} fue devuelto${p.error ? `: ${p.error}` : '.'}`,
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
  'gateway-difference': gatewayDifference.es,
  'credit-limit-exceeded': {
    title: 'Confirmado por encima del límite de crédito',
    sentence: p =>
      p.reason === 'credit-hold'
        ? `El pedido ${p.number} se confirmó en una computadora que aún no sabía que ${p.customer} tiene el crédito retenido. El pedido está retenido.`
        : `El pedido ${p.number} se confirmó en una computadora que no conocía todos los pedidos de ${p.customer}. Supera el crédito en ${money(p.shortCents)}; por eso está retenido.`,
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
}

/** Words of Needs attention. */
export const attention = defineWords({
  en: {
    title: 'Needs attention',
    empty: 'Nothing needs attention',
    emptyHint: 'What the relay refuses, mails that come back, and money that does not fit appear here.',
    issues: (n: number) => `Refused by the relay · ${n}`,
    issuesHint: 'These were saved on a computer, but could not be carried out. Repair each, or let it go.',
    tasks: (n: number) => `To look at · ${n}`,
    when: (name: string, here: boolean | null, time: string) =>
      [name, here === null ? '' : here ? 'this computer' : 'another computer', time]
        .filter(Boolean)
        .join(', '),
    from: (before: string, after: string) => `${before} → ${after}`,
    repair: 'Open and repair',
    way: {
      mine: (value: string) => `Use ${value}`,
      addAgain: () => 'Add the line again',
      confirmNow: () => 'Confirm at the new total',
      voidAnyway: () => 'Void and release the money',
      giveAgain: () => 'Carry it out',
      newOrder: () => 'Start a new order with it',
    },
    settle: {
      keepCredit: 'Keep as credit',
      applyOldest: 'Apply to oldest',
      keepBoth: 'Keep both',
      voidSecond: (payment: string) => `Void ${payment}`,
      understood: 'Understood',
      merge: 'Merge',
      twoCustomers: 'They are two customers',
      isRight: 'It is right',
      voidIt: 'Void it',
      releaseHold: 'Release hold',
      done: 'Done',
    },
    closed: (task: string) => `“${task}” is done.`,
    reopened: 'It waits again.',
    emailAgain: 'Email it again',
    nothingOpen: 'This customer has no open invoice. Keep the money as credit, or open the payment.',
    mergeTitle: 'Merge two customers',
    mergeHint:
      'Orders, invoices and payments of both are kept under the one that stays, with its limits and terms. The other becomes inactive and leads to it.',
    mergeStays: 'Which one stays?',
    mergeConfirm: 'Merge',
    drop: 'Let it go',
    dropTitle: 'Let this go?',
    dropHint: 'What was typed is not carried out, and the card goes away on every computer.',
    dropConfirm: 'Let it go',
    newerTask: 'Something to look at',
    newerTaskHint: 'This version of Florin does not know what it is. Update Florin.',
    open: {
      payments: 'Open the payment',
      credits: 'Open the credit',
      invoices: 'Open the invoice',
      orders: 'Open the order',
      customers: 'Open the customer',
    } as Record<string, string>,
    about: { order: 'Order', line: 'Line', invoice: 'Invoice', payment: 'Payment', customer: 'Customer' },
    yes: 'yes',
    no: 'no',
    nothing: 'nothing',
    entries: (n: number) => (n === 1 ? '1 entry' : `${n} entries`),
    task: tasksEn,
    command: {
      'company.change': 'Change of the settings',
      'user.add': 'New user',
      'user.change': 'Change of a user',
      'customer.add': 'New customer',
      'customer.change': 'Change of a customer',
      'product.add': 'New product',
      'product.change': 'Change of a product',
      'order.create': 'New order',
      'order.change': 'Change of an order',
      'order.add-line': 'New line on an order',
      'order.change-line': 'Change of an order line',
      'order.remove-line': 'Line taken off an order',
      'order.place': 'Order saved as pending',
      'order.confirm': 'Confirmation of an order',
      'order.void': 'Voiding of an order',
      'payment.receive': 'Payment received',
      'payment.apply': 'Payment applied',
      'payment.unapply': 'Payment taken off an invoice',
      'payment.void': 'Voiding of a payment',
      'credit.create': 'New credit',
      'credit.resubmit': 'Credit sent for review',
      'credit.approve': 'Approval of a credit',
      'credit.reject': 'Rejection of a credit',
      'credit.reopen': 'Credit taken back to review',
      'attachment.add': 'Photo added',
      'attachment.remove': 'Photo removed',
      'document.email': 'Email of an invoice',
      'statement.email': 'Email of a statement',
      'import.start': 'Start of an import',
      'import.add-rows': 'Rows of an import',
      'import.finish': 'End of an import',
      'import.undo-chunk': 'Undo of an import',
      'task.close': 'Task done',
      'task.reopen': 'Task opened again',
      'sync-issue.close': 'Refused request closed',
      'customer.merge': 'Merging of two customers',
      'order.release-hold': 'Release of an order on hold',
    } as Record<string, string>,
    otherCommand: 'A change',
  },
  es: {
    title: 'Por atender',
    empty: 'No hay nada por atender',
    emptyHint: 'Aquí aparece lo que el servidor rechaza, los correos devueltos y el dinero que no cuadra.',
    issues: n => `Rechazado por el servidor · ${n}`,
    issuesHint: 'Se guardó en una computadora, pero no se pudo realizar. Corríjalo o déjelo.',
    tasks: n => `Por revisar · ${n}`,
    when: (name, here, time) =>
      [name, here === null ? '' : here ? 'esta computadora' : 'otra computadora', time]
        .filter(Boolean)
        .join(', '),
    from: (before, after) => `${before} → ${after}`,
    repair: 'Abrir y corregir',
    way: {
      mine: value => `Usar ${value}`,
      addAgain: () => 'Agregar la línea de nuevo',
      confirmNow: () => 'Confirmar con el nuevo total',
      voidAnyway: () => 'Anular y liberar el dinero',
      giveAgain: () => 'Realizarlo',
      newOrder: () => 'Empezar un pedido con esto',
    },
    settle: {
      keepCredit: 'Dejar como crédito',
      applyOldest: 'Aplicar a la más antigua',
      keepBoth: 'Conservar ambos',
      voidSecond: payment => `Anular ${payment}`,
      understood: 'Entendido',
      merge: 'Unir',
      twoCustomers: 'Son dos clientes',
      isRight: 'Es correcto',
      voidIt: 'Anularlo',
      releaseHold: 'Liberar',
      done: 'Hecho',
    },
    closed: task => `«${task}» está hecho.`,
    reopened: 'Vuelve a estar pendiente.',
    emailAgain: 'Enviarlo de nuevo',
    nothingOpen: 'Este cliente no tiene facturas pendientes. Deje el dinero como crédito o abra el pago.',
    mergeTitle: 'Unir dos clientes',
    mergeHint:
      'Los pedidos, facturas y pagos de ambos quedan en el que se conserva, con su límite y condiciones. El otro queda inactivo y lleva a él.',
    mergeStays: '¿Cuál se conserva?',
    mergeConfirm: 'Unir',
    drop: 'Dejarlo',
    dropTitle: '¿Dejar esto?',
    dropHint: 'Lo que se escribió no se realiza y la tarjeta desaparece en todas las computadoras.',
    dropConfirm: 'Dejarlo',
    newerTask: 'Algo por revisar',
    newerTaskHint: 'Esta versión de Florin no sabe qué es. Actualice Florin.',
    open: {
      payments: 'Abrir el pago',
      credits: 'Abrir el crédito',
      invoices: 'Abrir la factura',
      orders: 'Abrir el pedido',
      customers: 'Abrir el cliente',
    },
    about: { order: 'Pedido', line: 'Línea', invoice: 'Factura', payment: 'Pago', customer: 'Cliente' },
    yes: 'sí',
    no: 'no',
    nothing: 'nada',
    entries: n => (n === 1 ? '1 entrada' : `${n} entradas`),
    task: tasksEs,
    command: {
      'company.change': 'Cambio de la configuración',
      'user.add': 'Usuario nuevo',
      'user.change': 'Cambio de un usuario',
      'customer.add': 'Cliente nuevo',
      'customer.change': 'Cambio de un cliente',
      'product.add': 'Producto nuevo',
      'product.change': 'Cambio de un producto',
      'order.create': 'Pedido nuevo',
      'order.change': 'Cambio de un pedido',
      'order.add-line': 'Línea nueva en un pedido',
      'order.change-line': 'Cambio de una línea',
      'order.remove-line': 'Línea quitada de un pedido',
      'order.place': 'Pedido guardado como pendiente',
      'order.confirm': 'Confirmación de un pedido',
      'order.void': 'Anulación de un pedido',
      'payment.receive': 'Pago recibido',
      'payment.apply': 'Pago aplicado',
      'payment.unapply': 'Pago quitado de una factura',
      'payment.void': 'Anulación de un pago',
      'credit.create': 'Crédito nuevo',
      'credit.resubmit': 'Crédito enviado a revisión',
      'credit.approve': 'Aprobación de un crédito',
      'credit.reject': 'Rechazo de un crédito',
      'credit.reopen': 'Crédito devuelto a revisión',
      'attachment.add': 'Foto agregada',
      'attachment.remove': 'Foto quitada',
      'document.email': 'Correo de una factura',
      'statement.email': 'Correo de un estado de cuenta',
      'import.start': 'Inicio de una importación',
      'import.add-rows': 'Filas de una importación',
      'import.finish': 'Fin de una importación',
      'import.undo-chunk': 'Deshacer una importación',
      'task.close': 'Tarea hecha',
      'task.reopen': 'Tarea abierta de nuevo',
      'sync-issue.close': 'Solicitud rechazada cerrada',
      'customer.merge': 'Unión de dos clientes',
      'order.release-hold': 'Liberación de un pedido retenido',
    },
    otherCommand: 'Un cambio',
  },
})
