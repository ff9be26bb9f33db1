import type { linkMoneyAsks } from '../../../shared/protocol/link-money-asks.ts'
import { linkPaymentsList } from '../store/queries/link-payments-list.ts'
import { linkPaymentsOne } from '../store/queries/link-payments-one.ts'
import { linkPaymentsSince } from '../store/queries/link-payments-since.ts'
import { payoutsList } from '../store/queries/payouts-list.ts'
import { payoutsOne } from '../store/queries/payouts-one.ts'
import type { QueryContext } from '../store/queries/query-context.ts'
import type { Handlers } from './answer-question.ts'
import { found } from './found.ts'

/** The questions about money that came by links; `receivables` throws for someone who may see nothing of it. */
export function linkMoneyHandlers(
  receivables: () => QueryContext,
): Pick<Handlers, keyof typeof linkMoneyAsks> {
  return {
    'link-payments.list': input => linkPaymentsList(receivables(), input),
    'link-payments.one': ({ paymentId }) => found(linkPaymentsOne(receivables(), paymentId)),
    'link-payments.since': ({ afterAt }) => linkPaymentsSince(receivables(), afterAt),
    'payouts.list': input => payoutsList(receivables(), input),
    'payouts.one': ({ payoutId }) => found(payoutsOne(receivables(), payoutId)),
  }
}
