import type { RefusalParams, RejectionCode } from '../../shared/domain/rejections.ts'
import { formatCents } from '../parts/format-money.ts'
import { dayText } from './day-text.ts'

type Sentence = (p: RefusalParams) => string

const money = (value: string | number | undefined) => formatCents(Number(value ?? 0))

const creditStandsEs: Record<string, string> = {
  new: 'aún no se envió a revisión. Envíelo primero',
  'pending-review': 'espera revisión. Apruébelo o rechácelo primero',
  resubmitted: 'espera revisión de nuevo. Apruébelo o rechácelo primero',
  approved: 'ya está aprobado. Devuélvalo a revisión para cambiarlo',
  rejected: 'fue rechazado. Cámbielo y envíelo de nuevo',
}

const alreadyEs = (cents: string | number | undefined) =>
  Number(cents ?? 0) === 0 ? '' : `, de los que ${money(cents)} ya están acreditados`

const policyEs: Record<string, string> = {
  nobody: 'La empresa no permite cambiar un pedido confirmado. Anúlelo e ingrese uno nuevo.',
  'not-sales': 'Ventas no puede cambiar un pedido confirmado. Pídalo a un gerente o a la oficina.',
  'sales-managers-same-day':
    'Solo un gerente de ventas puede cambiar un pedido confirmado, y solo el día en que se confirmó. Anúlelo e ingrese uno nuevo, o pregunte.',
}

/** Every refusal as a sentence that says what to do, in Spanish. */
export const refusalsEs: Record<RejectionCode, Sentence> = {
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
  'unknown-suppression': () =>
    'Quizá ya se permiten correos a esta dirección. Espere la sincronización e inténtelo de nuevo.',
  'unknown-import': () =>
    'Esta importación no se conoce aquí. Espere la sincronización e inténtelo de nuevo.',
  'already-exists': () => 'Esto ya se guardó. No hay nada más que hacer.',
  'customer-inactive': p => `${p.customer} está inactivo. Actívelo de nuevo o elija otro cliente.`,
  'customer-merged': p => `${p.customer} resultó ser otro cliente y se unió a él. Use el que se conservó.`,
  'unknown-charge': () =>
    'Este cargo se quitó del pedido entretanto. Agréguelo de nuevo si todavía hace falta.',
  'order-not-placed': p => `El pedido ${p.number} es un borrador. Regístrelo primero y después envíelo.`,
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
  'payment-disputed': p =>
    `El banco del pagador reclama el pago ${p.number} y decide a dónde va el dinero. Espere su decisión antes de devolverlo, o acepte la disputa en la pasarela.`,
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
      : p.state === 'pending'
        ? `El reembolso ${p.number} ya está en manos del banco y no se puede cancelar.`
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
  'credit-not-received': () =>
    'Una nota de crédito no es dinero que entra. Elija cómo llegó el dinero y aplique el crédito aparte.',
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
  'payment-held': p =>
    `${money(p.heldCents)} de ${p.number} están reservados para el pedido ${p.order} hasta que se confirme o anule. ${Number(p.freeCents) > 0 ? `Use como máximo ${money(p.freeCents)}.` : 'Elija otro dinero.'}`,
  'credited-more-units-than-line': p =>
    `De ${p.line} se facturaron ${p.lineQuantity}${Number(p.creditedQuantity) > 0 ? ` y ya se acreditaron ${p.creditedQuantity}` : ''}: ${p.quantity} es más que eso. Baje la cantidad.`,
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
  'currency-in-use': p =>
    `${p.customer} tiene pedidos, facturas o pagos en ${p.currency}, así que se queda en esa moneda. Cree otro cliente para la otra moneda.`,
  'too-many-documents': p =>
    `${p.customer} tiene ${p.count} documentos y se pueden pasar ${p.most} a la vez como máximo. Únalos al revés o conserve los dos.`,
  'list-too-long': p =>
    `La lista tiene ${Number(p.count).toLocaleString('en-US')} filas y un archivo así admite ${Number(p.most).toLocaleString('en-US')} como máximo. Redúzcala con los filtros o la búsqueda.`,
  'credit-hold': p =>
    `${p.customer} tiene el crédito retenido y el pedido no se puede confirmar. Déjelo pendiente y pregunte al gerente de crédito.`,
  'over-credit-limit': p =>
    `Esto supera en ${money(p.shortCents)} el crédito de ${p.customer}: límite ${money(p.limitCents)}, créditos abiertos ${money(p.creditsCents)}, facturas pendientes ${money(p.openCents)}, pedidos pendientes con este ${money(p.pendingCents)}. Reciba antes un pago o pregunte al gerente de crédito.`,
  'link-not-offered': () =>
    'Ahora no se puede enviar un enlace de pago para esta factura. Desmarque «Enlace de pago» o revise el cliente.',
  'links-not-offered': p =>
    `Ahora no se puede pedir nada de ${p.customer} por enlace: las facturas se pagaron o anularon, o los enlaces están apagados.`,
  'order-not-charged': p =>
    `Ahora no se puede cobrar nada del pedido ${p.number}: se confirmó, anuló o pagó entretanto, o la cuenta de cobros no recibe pagos.`,
  'relay-before-orders': () =>
    'Primero hay que actualizar el servidor: este solo cobra tarjetas por teléfono de facturas. Confirme el pedido y cobre la tarjeta de su factura, o use otro método.',
  'unknown-link': () => 'Este enlace de pago aún no se conoce aquí. Espere a que la computadora esté al día.',
  'link-paid': () => 'Este enlace ya se pagó: no hay nada que retirar.',
  'no-address': p =>
    `${p.customer} no tiene dirección para estados de cuenta ni facturas. Añádala al cliente y envíe de nuevo.`,
  'addresses-blocked': p =>
    `No se envió: ${p.customer} solo tiene ${p.count === 1 ? 'una dirección bloqueada' : 'direcciones bloqueadas'} (${p.addresses}). Corríjala en el cliente o vuelva a permitirla en Direcciones bloqueadas, y reintente.`,
  'folder-not-writable': p => `No se puede escribir en ${p.folder}. Elija otra carpeta.`,
}
