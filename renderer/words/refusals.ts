import type { RefusalParams, RejectionCode } from '../../shared/domain/rejections.ts'
import type { AskFaultCode } from '../app/ask-client.ts'
import { formatCents } from '../parts/format-money.ts'
import { dayText } from './day-text.ts'
import { defineWords } from './define-words.ts'

type Sentence = (p: RefusalParams) => string

const money = (value: string | number | undefined) => formatCents(Number(value ?? 0))

// What stands in the way of a step in a credit's life, by how the credit stands.
const creditStandsEn: Record<string, string> = {
  new: 'was not sent for review yet. Send it first',
  'pending-review': 'is waiting for review. Approve or reject it first',
  resubmitted: 'is waiting for review again. Approve or reject it first',
  approved: 'is approved already. Take it back to review to change it',
  rejected: 'was rejected. Change it and send it again',
}
const creditStandsEs: Record<string, string> = {
  new: 'aún no se envió a revisión. Envíelo primero',
  'pending-review': 'espera revisión. Apruébelo o rechácelo primero',
  resubmitted: 'espera revisión de nuevo. Apruébelo o rechácelo primero',
  approved: 'ya está aprobado. Devuélvalo a revisión para cambiarlo',
  rejected: 'fue rechazado. Cámbielo y envíelo de nuevo',
}
const alreadyEn = (cents: string | number | undefined) =>
  Number(cents ?? 0) === 0 ? '' : `, of which ${money(cents)} is credited already`
const alreadyEs = (cents: string | number | undefined) =>
  Number(cents ?? 0) === 0 ? '' : `, de los que ${money(cents)} ya están acreditados`
const policyEn: Record<string, string> = {
  nobody: 'The company lets nobody change a confirmed order. Void it and enter a new one.',
  'not-sales': 'Sales may not change a confirmed order. Ask a manager or the office.',
  'sales-managers-same-day':
    'Only a Sales Manager may change a confirmed order, and only on the day it was confirmed. Void it and enter a new one, or ask.',
}

const policyEs: Record<string, string> = {
  nobody: 'La empresa no permite cambiar un pedido confirmado. Anúlelo e ingrese uno nuevo.',
  'not-sales': 'Ventas no puede cambiar un pedido confirmado. Pídalo a un gerente o a la oficina.',
  'sales-managers-same-day':
    'Solo un gerente de ventas puede cambiar un pedido confirmado, y solo el día en que se confirmó. Anúlelo e ingrese uno nuevo, o pregunte.',
}

const en: Record<RejectionCode, Sentence> = {
  invalid: () => 'This is not filled in correctly. Check it and save again.',
  'unknown-command': () =>
    'This version of Florin is too old or too new for that. Update Florin, then try again.',
  quarantined: () =>
    'The relay could not work this out, because of a mistake in Florin. It is kept there and lost nothing. Tell whoever runs the relay.',
  'unknown-user': () => 'Your user is not known here. Log out and in again, or ask an administrator.',
  'not-allowed': () => 'Your roles do not allow this. Ask an administrator, or someone who may.',
  'not-your-customer': p => `${p.customer} is another salesperson’s customer. Ask them, or a manager.`,
  'unknown-company': () => 'The company’s settings have not arrived yet. Wait for the sync, then try again.',
  'unknown-customer': () => 'This customer is not known here. Choose another, or wait for the sync.',
  'unknown-product': () => 'This product is not known here. Choose another, or wait for the sync.',
  'unknown-order': () => 'This order is not known here. Wait for the sync, or enter it again.',
  'unknown-line': () => 'This line was taken off the order meanwhile. Add it again if it is still wanted.',
  'unknown-invoice': () => 'This invoice is not known here. Wait for the sync, then try again.',
  'unknown-payment': () => 'This payment is not known here. Wait for the sync, then try again.',
  'unknown-credit': () => 'This credit is not known here. Wait for the sync, then try again.',
  'unknown-picture': () => 'This picture was taken off already.',
  'unknown-task': () => 'This was dealt with already.',
  'unknown-import': () => 'This import is not known here. Wait for the sync, then try again.',
  'already-exists': () => 'This was saved already. Nothing more to do.',
  'customer-inactive': p => `${p.customer} is inactive. Make the customer active again, or choose another.`,
  'customer-merged': p =>
    `${p.customer} turned out to be another customer and was merged into it. Use the one that was kept.`,
  'unknown-charge': () =>
    'This charge was taken off the order meanwhile. Add it again if it is still wanted.',
  'order-not-confirmed': p => `Order ${p.number} is not confirmed yet. Change it in its form.`,
  'change-not-allowed': p => policyEn[String(p.policy)] ?? policyEn.nobody!,
  'order-revised': p =>
    `Invoice ${p.number} is at revision ${p.revision} by now; you changed revision ${p.expectedRevision}. Look at the new one, then change it again.`,
  'total-below-applied': p =>
    `The new total of invoice ${p.number} is ${money(p.totalCents)}, but ${money(p.appliedCents)} is applied to it. Take ${money(Number(p.appliedCents) - Number(p.totalCents))} off it first, or let someone who may release it with the change.`,
  'charges-below-zero': p =>
    `The charges together would be ${money(p.belowCents)} below zero. Lower what is taken off.`,
  'too-many-charges': p => `An order holds ${p.most} charges at most. Remove one first.`,
  'override-too-small': p =>
    `${money(p.shortCents)} is short, so ${money(p.amountCents)} is not enough. Grant at least ${money(p.shortCents)}.`,
  'payment-required': p =>
    `${p.customer} pays before an order is confirmed: ${money(p.totalCents)} is due and ${money(p.prepaidCents)} is there. Use Pay & Confirm.`,
  'order-confirmed': p =>
    `Order ${p.number} was confirmed and invoiced. Enter a new order for what is to be added.`,
  'order-voided': p => `Order ${p.number} was voided. Enter a new order.`,
  'order-empty': p => `Order ${p.number} has no lines. Add one first.`,
  'invoice-void': p =>
    `Invoice ${p.number} was voided. Choose another invoice, or leave the money unapplied.`,
  'payment-void': p => `Payment ${p.number} was voided. Receive it again if the money is there.`,
  'payment-from-gateway': p =>
    `Payment ${p.number} came through a payment link and can’t be voided: the money has moved. It can only be refunded.`,
  'payment-taken-back': p =>
    p.kind === 'nsf'
      ? `Payment ${p.number} bounced already: see entry ${p.by}.`
      : `Payment ${p.number} was charged back already: see entry ${p.by}.`,
  'payment-returned': p => `All of payment ${p.number} has gone back already. Nothing is left of it.`,
  'payment-refunded': p =>
    `${money(p.amountCents)} of payment ${p.number} was refunded. Void that refund first, if it was recorded by mistake.`,
  'not-a-payment': p => `${p.number} is not a payment. Open the payment it belongs to.`,
  'not-a-refund': p => `${p.number} is not a refund that can be canceled.`,
  'refund-not-open': p =>
    p.state === 'succeeded'
      ? `Refund ${p.number} has been paid out and can’t be canceled any more.`
      : `Refund ${p.number} was canceled already.`,
  'gateway-payment-fixed': p =>
    `Payment ${p.number} came through a payment link: date, amount and method are as the gateway told. Only the note can be changed.`,
  'card-not-nsf': p =>
    `Payment ${p.number} was made by card, which does not bounce. Record a chargeback instead.`,
  'finance-charge-exempt': p =>
    `${p.customer} is excepted from finance charges. The customer’s Advanced tab says so.`,
  'finance-charge-issued': p => `${p.customer} has a finance charge for ${p.period} already.`,
  'finance-charge-changed': p =>
    `What ${p.customer} has open changed meanwhile: the charge is ${money(p.amountCents)} now, not ${money(p.expectedCents)}. Look it over and charge again.`,
  'payment-not-on-invoice': p => `Nothing of payment ${p.number} is applied to this invoice.`,
  'entry-is-credit': p =>
    `${p.number} is a credit, not a payment. Open the credit and take it back to review instead.`,
  'credit-moved-on': p => `Credit ${p.number} ${creditStandsEn[p.status ?? ''] ?? 'changed meanwhile'}.`,
  'credit-changed': p =>
    `The credit changed meanwhile: it is ${money(p.totalCents)}, not ${money(p.expectedCents)}. Look it over and approve again.`,
  'credit-in-use': p =>
    `${money(p.amountCents)} of credit ${p.number} is applied to ${p.invoices}. Take it off there first.`,
  'credit-refunded': p =>
    `${money(p.amountCents)} of credit ${p.number} was refunded (${p.refunds}). A refunded credit can’t be reopened.`,
  'invoice-has-payments': p =>
    `${money(p.amountCents)} is applied to invoice ${p.number}. Take it off the invoice first.`,
  'import-ended': p => `The import of ${p.file} has ended. Choose the file again to bring more of it in.`,
  'control-totals-differ': () =>
    'The control totals do not match the file any more. Check the file again, then match them.',
  'order-changed': p =>
    `The order changed meanwhile: the total is ${money(p.totalCents)}, not ${money(p.expectedCents)}. Look it over and confirm again.`,
  'changed-meanwhile': p =>
    `${p.who ?? 'Someone else'} changed this meanwhile: ${p.by ?? 'you'} typed “${p.yours}”, it is now “${p.theirs}”. Choose which shall stand.`,
  'login-taken': p => `${p.login} already belongs to a user. Use another address.`,
  'customer-code-taken': p => `The code ${p.code} belongs to another customer. Choose another code.`,
  'product-code-taken': p => `The code ${p.code} belongs to another product. Choose another code.`,
  'number-used': p => `Number ${p.number} is already used. Save again to take the next one.`,
  'no-numbers-left': () =>
    'This computer has used up its numbers. Connect to the network once to get new ones; what you typed stays here.',
  'own-admin-role': () =>
    'You can’t take the administrator’s role from yourself or switch yourself off. Another administrator can.',
  'period-closed': p =>
    `The books are closed through ${dayText(p.closedThrough, 'en')}. Use a later date, or ask an administrator to reopen the period.`,
  'period-closed-already': p =>
    `The books are closed through ${dayText(p.closedThrough, 'en')} already. Choose a later day, or reopen the period.`,
  'period-not-over': p => `${dayText(p.through, 'en')} is not over yet. Choose a day before today.`,
  'period-open-already': p =>
    p.closedThrough === ''
      ? 'No period is closed.'
      : `The books are closed through ${dayText(p.closedThrough, 'en')} only. Choose an earlier day.`,
  'before-payment': p =>
    `${p.number} is dated ${dayText(p.receivedOn, 'en')}. Nothing can be done with it before that day: choose a later date.`,
  'refund-without-source': p =>
    `Payment ${p.number} did not come through the gateway, so it can’t be sent back there. Return it by another method.`,
  'refund-too-late-for-source': p =>
    `Payment ${p.number} is older than ${p.days} days, so the gateway no longer sends it back. Return it by another method.`,
  'refund-method-required': () => 'Choose how the money is returned.',
  'unknown-terms': p => `The terms ${p.terms} are not among the company’s terms. Choose others.`,
  'unknown-ship-to': () => 'This ship-to no longer belongs to the customer. Choose another.',
  'po-required': p => `${p.customer} requires a PO number. Enter it and confirm again.`,
  'quantity-required': () => 'Enter a quantity of at least 1.',
  'box-type-required': () => 'Choose a box type.',
  'stems-not-whole-bunches': p =>
    `${p.quantity} stems are not whole bunches of ${p.stemsPerBunch}. Enter a multiple of ${p.stemsPerBunch}.`,
  'amount-too-large': p => `The amount is above ${money(p.maxCents)}, the most one document holds. Split it.`,
  'applied-more-than-received': p =>
    `${money(p.appliedCents)} is applied, but only ${money(p.totalCents)} was received. Lower what is applied.`,
  'applied-more-than-open': p =>
    `Only ${money(p.openCents)} is open on invoice ${p.number}, not ${money(p.amountCents)}. Lower the amount.`,
  'applied-more-than-unapplied': p =>
    `Only ${money(p.unappliedCents)} of the payment is unapplied, not ${money(p.amountCents)}. Lower the amount.`,
  'credited-more-than-line': p =>
    `${p.line} came to ${money(p.lineCents)}${alreadyEn(p.creditedCents)}: ${money(p.amountCents)} is more than that. Lower the amount.`,
  'credited-more-than-invoice': p =>
    `Invoice ${p.number} came to ${money(p.totalCents)}${alreadyEn(p.creditedCents)}: ${money(p.amountCents)} is more than that. Lower the credit.`,
  'not-a-picture': p => `${p.name} is not a JPEG, PNG or WebP picture. Choose another.`,
  'picture-too-large': p => `${p.name} is larger than ${p.maxKb} KB. Choose a smaller picture.`,
  'too-many-pictures': p => `At most ${p.most} pictures belong to one credit. Take one off first.`,
  'overpayment-used': p =>
    `What was left over of payment ${p.number} is used on ${p.where}. Undo that first, then change the date or the amount.`,
  'refund-above-left': p =>
    `Only ${money(p.leftCents)} of ${p.number} is left to refund, not ${money(p.amountCents)}. Lower the amount.`,
  'other-customer': p => `Invoice ${p.number} belongs to another customer. Take it out.`,
  'other-currency': p =>
    `Invoice ${p.number} is in ${p.currency}, another currency than the payment. Take it out.`,
  'customers-differ-in-currency': p =>
    `${p.customer} pays in ${p.currency} and ${p.other} in ${p.otherCurrency}: they can’t become one. Keep both.`,
  'too-many-documents': p =>
    `${p.customer} has ${p.count} documents, and at most ${p.most} can be moved at once. Merge the other way round, or keep both.`,
  'list-too-long': p =>
    `The list has ${Number(p.count).toLocaleString('en-US')} rows, and such a file takes at most ${Number(p.most).toLocaleString('en-US')}. Narrow the list by its filters or the search.`,
  'credit-hold': p =>
    `${p.customer} is on credit hold, so the order can’t be confirmed. Save it as pending, and ask the credit manager.`,
  'over-credit-limit': p =>
    `This goes ${money(p.shortCents)} beyond ${p.customer}’s credit: limit ${money(p.limitCents)}, open credits ${money(p.creditsCents)}, open invoices ${money(p.openCents)}, pending orders with this one ${money(p.pendingCents)}. Take a payment first, or ask the credit manager.`,
  'link-not-offered': () =>
    'A payment link can’t be sent for this invoice now. Untick “Payment link”, or see the customer’s settings.',
  'no-address': p =>
    `${p.customer} has no address for statements or invoices. Enter one with the customer, then send again.`,
  'folder-not-writable': p => `Nothing can be written into ${p.folder}. Choose another folder.`,
}

const es: Record<RejectionCode, Sentence> = {
  invalid: () => 'Esto no está bien completado. Revíselo y guarde de nuevo.',
  'unknown-command': () =>
    'Esta versión de Florin es demasiado antigua o nueva para eso. Actualice Florin y vuelva a intentarlo.',
  quarantined: () =>
    'El servidor no pudo resolverlo por un error de Florin. Lo conserva; no se perdió nada. Avise a quien administra el servidor.',
  'unknown-user': () =>
    'Su usuario no se conoce aquí. Cierre la sesión y ábrala de nuevo, o pregunte a un administrador.',
  'not-allowed': () => 'Sus funciones no lo permiten. Pídalo a un administrador o a quien pueda hacerlo.',
  'not-your-customer': p => `${p.customer} es cliente de otro vendedor. Pregúntele a él o a un gerente.`,
  'unknown-company': () =>
    'La configuración de la empresa aún no ha llegado. Espere la sincronización e inténtelo de nuevo.',
  'unknown-customer': () => 'Este cliente no se conoce aquí. Elija otro o espere la sincronización.',
  'unknown-product': () => 'Este producto no se conoce aquí. Elija otro o espere la sincronización.',
  'unknown-order': () => 'Este pedido no se conoce aquí. Espere la sincronización o ingréselo de nuevo.',
  'unknown-line': () =>
    'Esta línea se quitó del pedido entretanto. Agréguela de nuevo si todavía hace falta.',
  'unknown-invoice': () => 'Esta factura no se conoce aquí. Espere la sincronización e inténtelo de nuevo.',
  'unknown-payment': () => 'Este pago no se conoce aquí. Espere la sincronización e inténtelo de nuevo.',
  'unknown-credit': () => 'Este crédito no se conoce aquí. Espere la sincronización e inténtelo de nuevo.',
  'unknown-picture': () => 'Esta foto ya se quitó.',
  'unknown-task': () => 'Esto ya se atendió.',
  'unknown-import': () =>
    'Esta importación no se conoce aquí. Espere la sincronización e inténtelo de nuevo.',
  'already-exists': () => 'Esto ya se guardó. No hay nada más que hacer.',
  'customer-inactive': p => `${p.customer} está inactivo. Actívelo de nuevo o elija otro cliente.`,
  'customer-merged': p => `${p.customer} resultó ser otro cliente y se unió a él. Use el que se conservó.`,
  'unknown-charge': () =>
    'Este cargo se quitó del pedido entretanto. Agréguelo de nuevo si todavía hace falta.',
  'order-not-confirmed': p => `El pedido ${p.number} aún no está confirmado. Cámbielo en su formulario.`,
  'change-not-allowed': p => policyEs[String(p.policy)] ?? policyEs.nobody!,
  'order-revised': p =>
    `La factura ${p.number} ya va por la revisión ${p.revision}; usted cambió la revisión ${p.expectedRevision}. Mire la nueva y cámbiela de nuevo.`,
  'total-below-applied': p =>
    `El total nuevo de la factura ${p.number} es ${money(p.totalCents)}, pero tiene ${money(p.appliedCents)} aplicados. Quite antes ${money(Number(p.appliedCents) - Number(p.totalCents))}, o que los libere con el cambio quien pueda.`,
  'charges-below-zero': p =>
    `Los cargos juntos quedarían ${money(p.belowCents)} bajo cero. Reduzca lo que se descuenta.`,
  'too-many-charges': p => `Un pedido lleva ${p.most} cargos como máximo. Quite uno primero.`,
  'override-too-small': p =>
    `Faltan ${money(p.shortCents)}; ${money(p.amountCents)} no alcanza. Autorice al menos ${money(p.shortCents)}.`,
  'payment-required': p =>
    `${p.customer} paga antes de confirmar: se deben ${money(p.totalCents)} y hay ${money(p.prepaidCents)}. Use Pagar y confirmar.`,
  'order-confirmed': p =>
    `El pedido ${p.number} se confirmó y se facturó. Ingrese un pedido nuevo para lo que falte.`,
  'order-voided': p => `El pedido ${p.number} se anuló. Ingrese un pedido nuevo.`,
  'order-empty': p => `El pedido ${p.number} no tiene líneas. Agregue una primero.`,
  'invoice-void': p => `La factura ${p.number} se anuló. Elija otra factura o deje el dinero sin aplicar.`,
  'payment-void': p => `El pago ${p.number} se anuló. Recíbalo de nuevo si el dinero está.`,
  'payment-from-gateway': p =>
    `El pago ${p.number} llegó por un enlace de pago y no se puede anular: el dinero ya se movió. Solo se puede reembolsar.`,
  'payment-taken-back': p =>
    p.kind === 'nsf'
      ? `El pago ${p.number} ya fue devuelto sin fondos: vea el registro ${p.by}.`
      : `El pago ${p.number} ya tuvo un contracargo: vea el registro ${p.by}.`,
  'payment-returned': p => `Todo el pago ${p.number} ya se devolvió. No queda nada de él.`,
  'payment-refunded': p =>
    `Se reembolsaron ${money(p.amountCents)} del pago ${p.number}. Anule antes ese reembolso, si se registró por error.`,
  'not-a-payment': p => `${p.number} no es un pago. Abra el pago al que pertenece.`,
  'not-a-refund': p => `${p.number} no es un reembolso que se pueda cancelar.`,
  'refund-not-open': p =>
    p.state === 'succeeded'
      ? `El reembolso ${p.number} ya se pagó y no se puede cancelar.`
      : `El reembolso ${p.number} ya se canceló.`,
  'gateway-payment-fixed': p =>
    `El pago ${p.number} llegó por un enlace de pago: fecha, importe y método son los que informó la pasarela. Solo se puede cambiar la nota.`,
  'card-not-nsf': p =>
    `El pago ${p.number} se hizo con tarjeta y no queda sin fondos. Registre un contracargo.`,
  'finance-charge-exempt': p =>
    `${p.customer} está exceptuado de los cargos por financiamiento, según su pestaña Avanzado.`,
  'finance-charge-issued': p => `${p.customer} ya tiene un cargo por financiamiento de ${p.period}.`,
  'finance-charge-changed': p =>
    `Lo pendiente de ${p.customer} cambió entretanto: el cargo ahora es ${money(p.amountCents)}, no ${money(p.expectedCents)}. Revíselo y cargue de nuevo.`,
  'payment-not-on-invoice': p => `Nada del pago ${p.number} está aplicado a esta factura.`,
  'entry-is-credit': p => `${p.number} es un crédito, no un pago. Abra el crédito y devuélvalo a revisión.`,
  'credit-moved-on': p => `El crédito ${p.number} ${creditStandsEs[p.status ?? ''] ?? 'cambió entretanto'}.`,
  'credit-changed': p =>
    `El crédito cambió entretanto: es de ${money(p.totalCents)}, no de ${money(p.expectedCents)}. Revíselo y apruebe de nuevo.`,
  'credit-in-use': p =>
    `Hay ${money(p.amountCents)} del crédito ${p.number} aplicados a ${p.invoices}. Quítelos primero de ahí.`,
  'credit-refunded': p =>
    `Se reembolsaron ${money(p.amountCents)} del crédito ${p.number} (${p.refunds}). Un crédito reembolsado no se puede reabrir.`,
  'invoice-has-payments': p =>
    `Hay ${money(p.amountCents)} aplicados a la factura ${p.number}. Quítelos primero de la factura.`,
  'import-ended': p => `La importación de ${p.file} ha terminado. Elija el archivo otra vez para traer más.`,
  'control-totals-differ': () =>
    'Los totales de control ya no coinciden con el archivo. Revise el archivo otra vez y vuelva a cuadrarlos.',
  'order-changed': p =>
    `El pedido cambió entretanto: el total es ${money(p.totalCents)}, no ${money(p.expectedCents)}. Revíselo y confirme de nuevo.`,
  'changed-meanwhile': p =>
    `${p.who ?? 'Otra persona'} lo cambió entretanto: ${p.by ?? 'usted'} escribió «${p.yours}» y ahora es «${p.theirs}». Elija cuál queda.`,
  'login-taken': p => `${p.login} ya pertenece a un usuario. Use otra dirección.`,
  'customer-code-taken': p => `El código ${p.code} pertenece a otro cliente. Elija otro código.`,
  'product-code-taken': p => `El código ${p.code} pertenece a otro producto. Elija otro código.`,
  'number-used': p => `El número ${p.number} ya está usado. Guarde de nuevo para tomar el siguiente.`,
  'no-numbers-left': () =>
    'Esta computadora agotó sus números. Conéctese una vez a la red para recibir más; lo escrito se conserva aquí.',
  'own-admin-role': () =>
    'No puede quitarse a sí mismo la función de administrador ni desactivarse. Otro administrador puede hacerlo.',
  'period-closed': p =>
    `Los libros están cerrados hasta el ${dayText(p.closedThrough, 'es')}. Use una fecha posterior o pida a un administrador que reabra el período.`,
  'period-closed-already': p =>
    `Los libros ya están cerrados hasta el ${dayText(p.closedThrough, 'es')}. Elija un día posterior o reabra el período.`,
  'period-not-over': p => `El ${dayText(p.through, 'es')} aún no termina. Elija un día anterior a hoy.`,
  'period-open-already': p =>
    p.closedThrough === ''
      ? 'No hay ningún período cerrado.'
      : `Los libros solo están cerrados hasta el ${dayText(p.closedThrough, 'es')}. Elija un día anterior.`,
  'before-payment': p =>
    `${p.number} tiene fecha ${dayText(p.receivedOn, 'es')}. No se puede hacer nada con él antes de ese día: elija una fecha posterior.`,
  'refund-without-source': p =>
    `El pago ${p.number} no llegó por la pasarela y no se puede devolver por ella. Devuélvalo por otro método.`,
  'refund-too-late-for-source': p =>
    `El pago ${p.number} tiene más de ${p.days} días y la pasarela ya no lo devuelve. Devuélvalo por otro método.`,
  'refund-method-required': () => 'Elija cómo se devuelve el dinero.',
  'unknown-terms': p => `Las condiciones ${p.terms} no están entre las de la empresa. Elija otras.`,
  'unknown-ship-to': () => 'Este destino ya no pertenece al cliente. Elija otro.',
  'po-required': p => `${p.customer} exige un número de orden de compra. Ingréselo y confirme de nuevo.`,
  'quantity-required': () => 'Ingrese una cantidad de al menos 1.',
  'box-type-required': () => 'Elija un tipo de caja.',
  'stems-not-whole-bunches': p =>
    `${p.quantity} tallos no son ramos completos de ${p.stemsPerBunch}. Ingrese un múltiplo de ${p.stemsPerBunch}.`,
  'amount-too-large': p => `El importe supera ${money(p.maxCents)}, el máximo de un documento. Divídalo.`,
  'applied-more-than-received': p =>
    `Hay ${money(p.appliedCents)} aplicados, pero solo se recibieron ${money(p.totalCents)}. Reduzca lo aplicado.`,
  'applied-more-than-open': p =>
    `La factura ${p.number} solo tiene ${money(p.openCents)} pendientes, no ${money(p.amountCents)}. Reduzca el importe.`,
  'applied-more-than-unapplied': p =>
    `Solo ${money(p.unappliedCents)} del pago están sin aplicar, no ${money(p.amountCents)}. Reduzca el importe.`,
  'credited-more-than-line': p =>
    `${p.line} sumó ${money(p.lineCents)}${alreadyEs(p.creditedCents)}: ${money(p.amountCents)} es más que eso. Reduzca el importe.`,
  'credited-more-than-invoice': p =>
    `La factura ${p.number} sumó ${money(p.totalCents)}${alreadyEs(p.creditedCents)}: ${money(p.amountCents)} es más que eso. Reduzca el crédito.`,
  'not-a-picture': p => `${p.name} no es una foto JPEG, PNG ni WebP. Elija otra.`,
  'picture-too-large': p => `${p.name} pesa más de ${p.maxKb} KB. Elija una foto más pequeña.`,
  'too-many-pictures': p => `Un crédito lleva ${p.most} fotos como máximo. Quite una primero.`,
  'overpayment-used': p =>
    `Lo que sobró del pago ${p.number} está usado en ${p.where}. Deshágalo primero y luego cambie la fecha o el importe.`,
  'refund-above-left': p =>
    `De ${p.number} solo quedan ${money(p.leftCents)} por reembolsar, no ${money(p.amountCents)}. Reduzca el importe.`,
  'other-customer': p => `La factura ${p.number} pertenece a otro cliente. Quítela.`,
  'other-currency': p =>
    `La factura ${p.number} está en ${p.currency}, otra moneda que la del pago. Quítela.`,
  'customers-differ-in-currency': p =>
    `${p.customer} paga en ${p.currency} y ${p.other} en ${p.otherCurrency}: no se pueden unir. Conserve los dos.`,
  'too-many-documents': p =>
    `${p.customer} tiene ${p.count} documentos y se pueden pasar ${p.most} a la vez como máximo. Únalos al revés o conserve los dos.`,
  'list-too-long': p =>
    `La lista tiene ${Number(p.count).toLocaleString('en-US')} filas y un archivo así admite ${Number(p.most).toLocaleString('en-US')} como máximo. Redúzcala con los filtros o la búsqueda.`,
  'credit-hold': p =>
    `${p.customer} tiene el crédito retenido y el pedido no se puede confirmar. Guárdelo como pendiente y pregunte al gerente de crédito.`,
  'over-credit-limit': p =>
    `Esto supera en ${money(p.shortCents)} el crédito de ${p.customer}: límite ${money(p.limitCents)}, créditos abiertos ${money(p.creditsCents)}, facturas pendientes ${money(p.openCents)}, pedidos pendientes con este ${money(p.pendingCents)}. Reciba antes un pago o pregunte al gerente de crédito.`,
  'link-not-offered': () =>
    'Ahora no se puede enviar un enlace de pago para esta factura. Desmarque «Enlace de pago» o revise el cliente.',
  'no-address': p =>
    `${p.customer} no tiene dirección para estados de cuenta ni facturas. Añádala al cliente y envíe de nuevo.`,
  'folder-not-writable': p => `No se puede escribir en ${p.folder}. Elija otra carpeta.`,
}

const faultsEn: Record<AskFaultCode, string> = {
  unreachable: 'The relay can’t be reached. This needs the network: check the connection, then try again.',
  busy: 'Florin is busy. Try again in a moment.',
  'disk-full': 'The disk is full, so nothing can be saved. Free some space, then try again.',
  'no-session': 'Nobody is logged in. Log in, then try again; what you typed stays here.',
  'log-in-again': 'Your session has ended. Log out and in again while the relay can be reached.',
  'wrong-login': 'The login or the password is not right.',
  'wrong-code': 'This code is not right, was used already, or is over an hour old. Ask for a new one.',
  'wrong-setup-token': 'The setup token is not right. The person who runs the relay has it.',
  'too-many-tries': 'Too many tries. Wait a few minutes, then try again.',
  'device-revoked':
    'An administrator switched this computer off at the relay. What is saved here stays here and is not sent. Ask an administrator.',
  'login-taken': 'This login already belongs to a user. Use another address.',
  'not-found': 'This is not here, or not here yet. Wait for the sync, then try again.',
  'other-company': 'This code is of another company. Ask an administrator of this one for a code.',
  'already-set-up': 'This computer already belongs to a company. Log in instead.',
  internal:
    'Something went wrong in Florin, and it was written to the log. Try again; if it happens again, restart Florin.',
  'connection-lost':
    'Florin’s service went away before it answered. Look whether the change is there before you make it again.',
}

const faultsEs: Record<AskFaultCode, string> = {
  unreachable:
    'No se puede llegar al servidor. Esto necesita la red: revise la conexión e inténtelo de nuevo.',
  busy: 'Florin está ocupado. Inténtelo de nuevo en un momento.',
  'disk-full': 'El disco está lleno y no se puede guardar nada. Libere espacio e inténtelo de nuevo.',
  'no-session': 'No hay una sesión abierta. Ábrala e inténtelo de nuevo; lo escrito se conserva aquí.',
  'log-in-again': 'Su sesión terminó. Ciérrela y ábrala de nuevo cuando se pueda llegar al servidor.',
  'wrong-login': 'El usuario o la contraseña no son correctos.',
  'wrong-code': 'Este código no es correcto, ya se usó o tiene más de una hora. Pida uno nuevo.',
  'wrong-setup-token': 'La clave de instalación no es correcta. La tiene quien administra el servidor.',
  'too-many-tries': 'Demasiados intentos. Espere unos minutos e inténtelo de nuevo.',
  'device-revoked':
    'Un administrador desactivó esta computadora en el servidor. Lo guardado aquí se conserva y no se envía. Consulte a un administrador.',
  'login-taken': 'Este usuario ya existe. Use otra dirección.',
  'not-found': 'Esto no está aquí, o todavía no. Espere la sincronización e inténtelo de nuevo.',
  'other-company': 'Este código es de otra empresa. Pida uno a un administrador de esta.',
  'already-set-up': 'Esta computadora ya pertenece a una empresa. Inicie sesión.',
  internal: 'Algo falló en Florin y quedó en el registro. Inténtelo de nuevo; si se repite, reinicie Florin.',
  'connection-lost':
    'El servicio de Florin se cortó antes de responder. Mire si el cambio está hecho antes de repetirlo.',
}

/** Each sentence says what happened and what to do next. */
export const refusals = defineWords({
  en: {
    refusal: en,
    fault: faultsEn,
    newer: 'The relay refused this for a reason this version of Florin does not know. Update Florin.',
  },
  es: {
    refusal: es,
    fault: faultsEs,
    newer: 'El servidor lo rechazó por un motivo que esta versión de Florin no conoce. Actualice Florin.',
  },
})
