import type { RefusalParams } from '../../shared/domain/rejections.ts'
import { formatCents } from '../parts/format-money.ts'

const money = (value: string | number | undefined) => formatCents(Number(value ?? 0))

/** What a difference from the payment provider's books is, by the word that the relay gives its kind. */
export function differenceEn(p: RefusalParams): string {
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

/** The same in Spanish. */
export function differenceEs(p: RefusalParams): string {
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
