import type { RefusalParams } from '../../shared/domain/rejections.ts'
import { formatCents } from '../parts/format-money.ts'
import { dayText } from './day-text.ts'

const money = (value: string | number | undefined) => formatCents(Number(value ?? 0))

/** Banks' reasons as people say them; others are shown as the provider writes them. */
const REASONS = {
  en: {
    fraudulent: 'the cardholder says they did not pay',
    duplicate: 'they say they paid twice',
    'product-not-received': 'they say nothing came',
    'product-unacceptable': 'they say the goods were not as agreed',
    'subscription-canceled': 'they say it was canceled',
    'credit-not-processed': 'they say a refund never came',
    unrecognized: 'they do not recognize the payment',
    general: 'no reason was given',
    'ach-return': 'the bank returned the debit',
  },
  es: {
    fraudulent: 'el titular dice que no pagó',
    duplicate: 'dice que pagó dos veces',
    'product-not-received': 'dice que no recibió nada',
    'product-unacceptable': 'dice que la mercancía no era la acordada',
    'subscription-canceled': 'dice que estaba cancelado',
    'credit-not-processed': 'dice que no llegó un reembolso',
    unrecognized: 'no reconoce el pago',
    general: 'sin motivo indicado',
    'ach-return': 'el banco devolvió el débito',
  },
} as const

/** A dispute's reason in words; the provider's own word where it is a new one. */
export function disputeReason(reason: string | number | undefined, language: 'en' | 'es'): string {
  const known: Record<string, string> = REASONS[language]
  return known[`${reason}`] ?? `${reason ?? ''}`.replaceAll('-', ' ')
}

const placeEn = (p: RefusalParams) =>
  `${p.gateway}`.startsWith('stripe')
    ? 'in the Stripe Dashboard under Payments → Disputes'
    : 'at the payment provider (the sandbox decides by itself, as its test card says)'
const placeEs = (p: RefusalParams) =>
  `${p.gateway}`.startsWith('stripe')
    ? 'en el panel de Stripe, en Pagos → Disputas'
    : 'en el proveedor de pagos (el sandbox decide solo, según la tarjeta de prueba)'

const feeEn = (p: RefusalParams): [string, string][] =>
  Number(p.feeCents) > 0 ? [['Provider’s fee', money(p.feeCents)]] : []
const feeEs = (p: RefusalParams): [string, string][] =>
  Number(p.feeCents) > 0 ? [['Comisión del proveedor', money(p.feeCents)]] : []

/** Words of the tasks about disputes and payouts. */
export const disputeTasks = {
  en: {
    'payment-disputed': {
      title: 'A payment is disputed',
      sentence: (p: RefusalParams) =>
        `${
          p.state === 'inquiry'
            ? `The bank asks about ${money(p.amountCents)} of payment ${p.payment}; no money has moved`
            : `The payer’s bank asks for ${money(p.amountCents)} of payment ${p.payment} back`
        }: ${disputeReason(p.reason, 'en')}. ${
          p.dueOn ? `Answer by ${dayText(p.dueOn, 'en')}, ${placeEn(p)}.` : `Answer ${placeEn(p)}.`
        }`,
      wayOut:
        'Send the invoice, the proof of delivery and what was written with the customer as evidence there. When the bank has decided, the result is posted here automatically.',
      facts: feeEn,
    },
    'payment-taken-back': {
      title: 'A payment was taken back',
      sentence: (p: RefusalParams) =>
        p.kind === 'nsf'
          ? `The bank returned ${money(p.amountCents)} of payment ${p.payment}. NSF ${p.chargeback} is posted, and what it paid is open again.`
          : `The dispute over ${money(p.amountCents)} of payment ${p.payment} was lost: ${disputeReason(p.reason, 'en')}. Chargeback ${p.chargeback} is posted, and what it paid is open again.`,
      wayOut:
        'Ask the customer to pay in another way, or send the invoices again. Nothing is to be posted by hand.',
      facts: feeEn,
    },
    'payout-unexplained': {
      title: 'A payout does not add up',
      sentence: (p: RefusalParams) =>
        Number(p.differenceCents) !== 0
          ? `Payout ${p.reference} is ${money(p.amountCents)}, and its payments, refunds, disputes and fees add up to ${money(p.sumCents)}.`
          : `Payout ${p.reference} over ${money(p.amountCents)} holds ${p.strangers === 1 ? 'an entry' : `${p.strangers} entries`} over ${money(p.strangersCents)} that nothing here tells of.`,
      wayOut:
        'Compare it with the provider’s report (A/R → Payments & Links → Payouts shows the entries). It closes itself once it adds up.',
      facts: (p: RefusalParams): [string, string][] => [
        ['Deposit', money(p.amountCents)],
        ['Entries', money(p.sumCents)],
        ['Difference', money(p.differenceCents)],
      ],
    },
    'payout-failed': {
      title: 'A payout failed',
      sentence: (p: RefusalParams) =>
        `The bank turned away payout ${p.reference} over ${money(p.amountCents)}. The money is at the payment provider.`,
      wayOut: 'Correct the bank account at the provider; it pays out again.',
    },
  },
  es: {
    'payment-disputed': {
      title: 'Un pago está en disputa',
      sentence: (p: RefusalParams) =>
        `${
          p.state === 'inquiry'
            ? `El banco pregunta por ${money(p.amountCents)} del pago ${p.payment}; no se movió dinero`
            : `El banco del pagador reclama ${money(p.amountCents)} del pago ${p.payment}`
        }: ${disputeReason(p.reason, 'es')}. ${
          p.dueOn ? `Responda hasta el ${dayText(p.dueOn, 'es')}, ${placeEs(p)}.` : `Responda ${placeEs(p)}.`
        }`,
      wayOut:
        'Envíe allí como prueba la factura, el comprobante de entrega y lo escrito con el cliente. El resultado se registra aquí solo.',
      facts: feeEs,
    },
    'payment-taken-back': {
      title: 'Un pago fue retirado',
      sentence: (p: RefusalParams) =>
        p.kind === 'nsf'
          ? `El banco devolvió ${money(p.amountCents)} del pago ${p.payment}. Se registró la devolución ${p.chargeback} y lo que pagaba está pendiente otra vez.`
          : `Se perdió la disputa por ${money(p.amountCents)} del pago ${p.payment}: ${disputeReason(p.reason, 'es')}. Se registró el contracargo ${p.chargeback} y lo que pagaba está pendiente otra vez.`,
      wayOut:
        'Pida al cliente otra forma de pago o envíe otra vez las facturas. No hay que registrar nada a mano.',
      facts: feeEs,
    },
    'payout-unexplained': {
      title: 'Un depósito no cuadra',
      sentence: (p: RefusalParams) =>
        Number(p.differenceCents) !== 0
          ? `El depósito ${p.reference} es de ${money(p.amountCents)}, y sus pagos, reembolsos, disputas y comisiones suman ${money(p.sumCents)}.`
          : `El depósito ${p.reference} de ${money(p.amountCents)} tiene ${p.strangers === 1 ? 'un movimiento' : `${p.strangers} movimientos`} por ${money(p.strangersCents)} que aquí nada explica.`,
      wayOut:
        'Compárelo con el informe del proveedor (Cobros → Pagos y enlaces → Depósitos muestra los movimientos). Se cierra solo cuando cuadra.',
      facts: (p: RefusalParams): [string, string][] => [
        ['Depósito', money(p.amountCents)],
        ['Movimientos', money(p.sumCents)],
        ['Diferencia', money(p.differenceCents)],
      ],
    },
    'payout-failed': {
      title: 'Un depósito falló',
      sentence: (p: RefusalParams) =>
        `El banco rechazó el depósito ${p.reference} de ${money(p.amountCents)}. El dinero está en el proveedor de pagos.`,
      wayOut: 'Corrija la cuenta bancaria en el proveedor; el depósito se repite.',
    },
  },
}
