import { hash } from 'node:crypto'
import type { PaymentRow } from '../../shared/domain/payment/payment-row.ts'
import { row, rows } from '../../shared/domain/view.ts'
import {
  type Gateway,
  GatewayRejected,
  GatewayUnknown,
  GatewayUnreachable,
  type RefundOrder,
  type RefundSnapshot,
} from '../gateways/gateway.ts'
import type { CompanyTransaction, JobHandler, RelayPorts } from '../ports.ts'
import { recordRefund, refundReference, wordOf } from './apply-refunds.ts'
import { gatewayOfAttempt } from './gateway-of-attempt.ts'
import type { CompanyGateways } from './named-gateway.ts'
import { noteAnswer, noteCall } from './pay-requests.ts'

/** Waits between tries and looks: soon at first, then every 5 minutes for a day, then hourly: banks take days. */
const WAITS_MS = [5_000, 10_000, 30_000, 60_000, 120_000]
const FIVE_MINUTES_MS = 300_000
const HOUR_MS = 3_600_000
const TRIES_A_DAY = 288

/**
 * The handler of `gateway.refund` jobs: sends money back to where it came from, once, and follows it until the gateway
 * says how it ended. What never reached the gateway, or may have, is looked up there before it is asked again.
 */
export function createRefunder(
  ports: RelayPorts,
  parts: { gatewaysOf(companyId: string): Promise<CompanyGateways> },
): JobHandler {
  return async ({ companyId, payload, attempts }) => {
    const refundId = payload.refundId ?? ''
    const retryAt = ports.clock.now() + waitMs(attempts)
    const payment = await paymentOf(ports, companyId, refundId)
    let gateway: Gateway | null = null
    try {
      gateway =
        payment && (await gatewayOfAttempt(ports, companyId, await parts.gatewaysOf(companyId), payment))
    } catch (error) {
      if (!(error instanceof GatewayUnknown || error instanceof GatewayUnreachable)) throw error
      return { retryAt, error: error.message }
    }
    // What names no charge ends without a gateway.
    if (gateway === null && payment?.attemptId) return { retryAt, error: 'its gateway is not connected' }
    const order = await ports.inCompany(companyId, tx => begin(tx, refundId, ports.clock.now()))
    if (order === null || gateway === null) return { done: true }
    try {
      const found = await findRefund(gateway, order)
      const answer = found ?? (await gateway.refund(order))
      return await ports.inCompany(companyId, async tx => {
        const at = ports.clock.now()
        await noteAnswer(tx.sql, companyId, order.idempotencyKey, 'answered')
        const word =
          'refused' in answer
            ? { state: 'failed' as const, reference: '', reason: answer.refused }
            : wordOf(answer)
        await recordRefund(tx, refundId, word, at)
        return word.state === 'pending' ? { retryAt, error: 'not final yet' } : { done: true as const }
      })
    } catch (error) {
      if (error instanceof GatewayRejected) {
        ports.log.error({ companyId, refundId, error: error.message }, 'the gateway won’t have a refund')
        await ports.inCompany(companyId, async tx => {
          await noteAnswer(tx.sql, companyId, order.idempotencyKey, 'rejected')
          const word = { state: 'failed' as const, reference: '', reason: error.code.slice(0, 200) }
          await recordRefund(tx, refundId, word, ports.clock.now())
        })
        return { done: true }
      }
      const isLost = error instanceof GatewayUnknown
      if (!isLost && !(error instanceof GatewayUnreachable)) throw error
      const state = isLost ? 'unknown' : 'not-reached'
      await ports.inCompany(companyId, tx => noteAnswer(tx.sql, companyId, order.idempotencyKey, state))
      return { retryAt, error: error.message }
    }
  }
}

/** The payment that a refund returns money of; null when there is no such refund. */
async function paymentOf(ports: RelayPorts, companyId: string, refundId: string): Promise<PaymentRow | null> {
  const view = await ports.gatherIn(companyId, found => {
    const reversesId = found.get('payments', refundId)?.reversesId
    return [row('payments', refundId), ...(reversesId ? [row('payments', reversesId)] : [])]
  })
  return view.get('payments', view.get('payments', refundId)?.reversesId ?? '')
}

/**
 * Decides under the company's lock that the gateway is asked: from then on nobody can cancel the refund. Null when there
 * is nothing to ask: it ended, was canceled, or would return more than was captured.
 */
async function begin(tx: CompanyTransaction, refundId: string, at: number): Promise<RefundOrder | null> {
  const view = await tx.gather(found => {
    const reversesId = found.get('payments', refundId)?.reversesId
    return [
      row('payments', refundId),
      ...(reversesId ? [row('payments', reversesId), rows('payments', 'reversesId', reversesId)] : []),
    ]
  })
  const refund = view.get('payments', refundId)
  if (refund?.refundState !== 'pending' || refund.status === 'void') return null
  const payment = view.get('payments', refund.reversesId ?? '')
  const wrong = whyNot(refund, payment, view.list('payments', 'reversesId', refund.reversesId ?? ''))
  if (wrong !== null || payment?.attemptId == null) {
    await recordRefund(tx, refundId, { state: 'failed', reference: '', reason: wrong ?? 'no-charge' }, at)
    return null
  }
  const reference = refundReference(refundId)
  const order = { attemptId: payment.attemptId, amountCents: -refund.totalCents, reference }
  const idempotencyKey = `${reference}:1`
  const paramsHash = hash('sha256', JSON.stringify(order), 'hex')
  await noteCall(tx.sql, tx.companyId, { key: idempotencyKey, requestId: refundId, paramsHash, at })
  await recordRefund(tx, refundId, { state: 'asked', reference: '', reason: '' }, at)
  return { ...order, idempotencyKey }
}

/** Pending and succeeded refunds, and what was taken back, never pass what was captured. */
function whyNot(
  refund: PaymentRow,
  payment: PaymentRow | null,
  reversals: readonly PaymentRow[],
): string | null {
  if (payment?.source !== 'link') return 'no-charge'
  const goneCents = reversals
    .filter(({ status, refundState }) => status === 'posted' && !['failed', 'canceled'].includes(refundState))
    .reduce((sum, { totalCents }) => sum - totalCents, 0)
  return goneCents > payment.totalCents || refund.currency !== payment.currency ? 'exceeds-captured' : null
}

/** A refund of ours that the gateway has already, however its answer was lost. */
async function findRefund(gateway: Gateway, order: RefundOrder): Promise<RefundSnapshot | null> {
  const attempt = await gateway.retrieve(order.attemptId)
  return attempt?.refunds.find(({ reference }) => reference === order.reference) ?? null
}

function waitMs(attempts: number): number {
  return WAITS_MS[attempts] ?? (attempts < TRIES_A_DAY ? FIVE_MINUTES_MS : HOUR_MS)
}
