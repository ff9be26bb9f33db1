import type { AttemptOrder, AttemptSnapshot, Gateway, GatewayRefusal, RefundSnapshot } from '../gateway.ts'
import type { ConformanceMethod, GatewayHarness } from './harness.ts'

/** Short words for what the suite does with a gateway. */
export type Payer = {
  harness: GatewayHarness
  gateway: Gateway
  open(reference: string, amountCents?: number): Promise<AttemptSnapshot>
  /** Confirms with a fresh token; `nth` tells the idempotency keys of one attempt apart. */
  confirm(
    attemptId: string,
    method: ConformanceMethod,
    nth?: number,
  ): Promise<AttemptSnapshot | GatewayRefusal>
  /** Opens an attempt and confirms it; throws when the confirm is refused. */
  paid(reference: string, method?: ConformanceMethod, amountCents?: number): Promise<AttemptSnapshot>
  refund(attemptId: string, amountCents: number, nth: number): Promise<RefundSnapshot | GatewayRefusal>
  state(attemptId: string): Promise<AttemptSnapshot>
}

/** Where the suite's payers come back to; nobody listens there. */
export const returnUrl = 'http://127.0.0.1:9/pay/back'

/** The order of an attempt, the same for the same arguments. */
export function createOrder(reference: string, amountCents = 304_450): AttemptOrder {
  const description = 'Invoices 10214, 10231'
  return { reference, amountCents, currency: 'USD', description, idempotencyKey: `create:${reference}:1` }
}

/** Binds the suite's words to one harness. */
export function createPayer(harness: GatewayHarness): Payer {
  const { gateway } = harness
  const open = (reference: string, amountCents?: number) =>
    gateway.createAttempt(createOrder(reference, amountCents))
  const confirm = async (attemptId: string, method: ConformanceMethod, nth = 1) => {
    const methodToken = await harness.token(method)
    return gateway.confirm({
      attemptId,
      methodToken,
      idempotencyKey: `confirm:${attemptId}:${nth}`,
      returnUrl,
    })
  }

  return {
    harness,
    gateway,
    open,
    confirm,
    async paid(reference, method = 'success', amountCents) {
      const { id } = await open(reference, amountCents)
      const answer = await confirm(id, method)
      if ('refused' in answer) throw new Error(`refused: ${answer.refused}`)
      return answer
    },
    refund: (attemptId, amountCents, nth) =>
      gateway.refund({
        attemptId,
        amountCents,
        reference: `refund:${nth}`,
        idempotencyKey: `refund:${attemptId}:${nth}`,
      }),
    async state(attemptId) {
      const found = await gateway.retrieve(attemptId)
      if (found === null) throw new Error(`no attempt ${attemptId}`)
      return found
    },
  }
}
