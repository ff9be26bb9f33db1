import type { RefusalParams } from '../../shared/domain/rejections.ts'
import { formatCents } from '../parts/format-money.ts'

const money = (value: string | number | undefined) => formatCents(Number(value ?? 0))

/** Words of the task about money that moved and could not be posted as it was entered. */
export const notAsEntered = {
  en: {
    title: 'Not posted as it was entered',
    sentence: (p: RefusalParams) => sentenceEn(p),
    wayOut:
      'Something else was done to the payment meanwhile. See both, and post or charge what is missing; if it is one event entered twice, close this.',
  },
  es: {
    title: 'No se registró como se escribió',
    sentence: (p: RefusalParams) => sentenceEs(p),
    wayOut:
      'Entretanto se hizo otra cosa con el pago. Mire ambas y registre o cobre lo que falta; si es lo mismo escrito dos veces, cierre la tarea.',
  },
}

const WHAT_EN: Record<string, string> = {
  nsf: 'Returned payment',
  chargeback: 'Chargeback',
  refund: 'Refund',
  credit: 'Credit',
}

function sentenceEn(p: RefusalParams): string {
  const amount = p.amountCents ? ` of ${money(p.amountCents)}` : ''
  const it = `${WHAT_EN[`${p.what}`] ?? 'Entry'} ${p.number}${amount}`
  const payment = `payment ${p.payment}`
  const sentences: Record<string, string> = {
    'unknown-payment': `${it} belongs to a payment that is not known here. It is not posted.`,
    'payment-void': `${it} belongs to ${payment}, which was voided. It is not posted.`,
    'payment-taken-back': `${it} belongs to ${payment}, which ${p.by} took back already. It is not posted.`,
    'payment-returned': `${it} belongs to ${payment}, of which everything had gone back already. It is not posted.`,
    'refund-above-left': `${money(p.missingCents)} of ${it} is not posted: no more was left of ${payment}.`,
    'refund-from-invoices': `${it} was posted by taking ${payment} off invoices: what was left over of it had been used meanwhile.`,
    'before-payment': `${it} is dated before ${payment}. It was posted on the payment’s own day.`,
    'applied-more-than-unapplied': `${money(p.missingCents)} of ${it}, meant to be used with ${payment}, is not applied: it had been used elsewhere meanwhile.`,
    'payment-held': `${money(p.missingCents)} of ${it}, meant to be used with ${payment}, is not applied: it is held for a pending order.`,
  }
  return sentences[`${p.reason}`] ?? `${it} does not fit ${payment}. It is not posted.`
}

const WHAT_ES: Record<string, string> = {
  nsf: 'El pago devuelto',
  chargeback: 'El contracargo',
  refund: 'El reembolso',
  credit: 'El crédito',
}

function sentenceEs(p: RefusalParams): string {
  const amount = p.amountCents ? ` de ${money(p.amountCents)}` : ''
  const it = `${WHAT_ES[`${p.what}`] ?? 'El movimiento'} ${p.number}${amount}`
  const payment = `pago ${p.payment}`
  const sentences: Record<string, string> = {
    'unknown-payment': `${it} es de un pago que aquí no se conoce. No está registrado.`,
    'payment-void': `${it} es del ${payment}, que fue anulado. No está registrado.`,
    'payment-taken-back': `${it} es del ${payment}, que ${p.by} ya había revertido. No está registrado.`,
    'payment-returned': `${it} es del ${payment}, del que ya se había devuelto todo. No está registrado.`,
    'refund-above-left': `${it} no está registrado por ${money(p.missingCents)}: no quedaba más del ${payment}.`,
    'refund-from-invoices': `${it} se registró quitando de facturas el ${payment}: lo que sobraba se había usado entretanto.`,
    'before-payment': `${it} tiene fecha anterior al ${payment}. Se registró en el día del pago.`,
    'applied-more-than-unapplied': `${it} debía usarse con el ${payment} y no está aplicado por ${money(p.missingCents)}: se había usado en otra parte entretanto.`,
    'payment-held': `${it} debía usarse con el ${payment} y no está aplicado por ${money(p.missingCents)}: está reservado para un pedido pendiente.`,
  }
  return sentences[`${p.reason}`] ?? `${it} no corresponde al ${payment}. No está registrado.`
}
