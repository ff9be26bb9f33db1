import type { RefusalParams } from '../../shared/domain/rejections.ts'
import { formatCents } from '../parts/format-money.ts'

const money = (value: string | number | undefined) => formatCents(Number(value ?? 0))

/** Words of the task about a difference from the payment provider's books. */
export const gatewayDifference = {
  en: {
    title: 'The payment provider’s books differ',
    sentence: (p: RefusalParams) => differenceEn(p),
    wayOut: 'Look it up at the provider, and enter what is missing here. Each difference is told once.',
    facts: (p: RefusalParams): [name: string, value: string][] => [
      ['Here', money(p.oursCents)],
      ['At the provider', money(p.theirsCents)],
      ['Difference', money(p.differenceCents)],
      ['Provider’s reference', `${p.reference}`],
    ],
  },
  es: {
    title: 'Los libros del proveedor de pagos difieren',
    sentence: (p: RefusalParams) => differenceEs(p),
    wayOut: 'Búsquelo en el proveedor y registre aquí lo que falta. Cada diferencia se avisa una vez.',
    facts: (p: RefusalParams): [name: string, value: string][] => [
      ['Aquí', money(p.oursCents)],
      ['En el proveedor', money(p.theirsCents)],
      ['Diferencia', money(p.differenceCents)],
      ['Referencia del proveedor', `${p.reference}`],
    ],
  },
}

/** What a difference from the payment provider's books is, by the word that the relay gives its kind. */
function differenceEn(p: RefusalParams): string {
  const amount = money(p.theirsCents)
  const payment = p.payment === '' ? 'a payment that is not known here' : `payment ${p.payment}`
  const sentences: Record<string, string> = {
    amount: `The provider took ${amount} for ${payment}; here it is ${money(p.oursCents)}.`,
    fee: `The provider’s fee for ${payment} is ${amount}; here it is ${money(p.oursCents)}.`,
    'not-in-books': `${money(p.oursCents)} of ${payment} are posted here, and the provider’s books have no such payment.`,
    returned: `The provider returned ${amount} of ${payment}, and no refund is posted here.`,
    'refund-failed': `A refund of ${payment} over ${amount} failed: the money is back at the provider.`,
    dispute: `${amount} of ${payment} were taken by a dispute, and no chargeback is posted here.`,
    'dispute-won': `A dispute of ${payment} was won: ${amount} came back.`,
    payout: `Payout ${p.reference} is ${amount}, and its payments, refunds and fees add up to ${money(p.oursCents)}.`,
  }
  return sentences[`${p.what}`] ?? `The provider booked ${amount} that nothing here explains.`
}

function differenceEs(p: RefusalParams): string {
  const amount = money(p.theirsCents)
  const payment = p.payment === '' ? 'un pago que aquí no se conoce' : `el pago ${p.payment}`
  const sentences: Record<string, string> = {
    amount: `El proveedor cobró ${amount} por ${payment}; aquí son ${money(p.oursCents)}.`,
    fee: `La comisión del proveedor por ${payment} es ${amount}; aquí es ${money(p.oursCents)}.`,
    'not-in-books': `Aquí hay registrados ${money(p.oursCents)} por ${payment}, y los libros del proveedor no lo tienen.`,
    returned: `El proveedor devolvió ${amount} por ${payment}, y aquí no hay ningún reembolso.`,
    'refund-failed': `Falló un reembolso de ${amount} por ${payment}: el dinero está otra vez en el proveedor.`,
    dispute: `Una disputa se llevó ${amount} por ${payment}, y aquí no hay ningún contracargo.`,
    'dispute-won': `Se ganó una disputa por ${payment}: volvieron ${amount}.`,
    payout: `La transferencia ${p.reference} es de ${amount}, y sus pagos, reembolsos y comisiones suman ${money(p.oursCents)}.`,
  }
  return sentences[`${p.what}`] ?? `El proveedor registró ${amount} que aquí nada explica.`
}
