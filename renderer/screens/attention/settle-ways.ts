import type { Permission } from '../../../shared/domain/permissions.ts'
import type { TaskKind, TaskRow } from '../../../shared/domain/task/task-row.ts'

/** What a click does: close the task, a deed that settles it, or show what it is about. */
export type SettleDeed =
  | 'close'
  | 'apply-oldest'
  | 'void-payment'
  | 'release-hold'
  | 'grant-override'
  | 'refund'
  | 'merge'
  | 'look'

/** One way to settle a task; `label` names its words. */
export interface SettleWay {
  label:
    | 'keepCredit'
    | 'applyOldest'
    | 'lookAtBoth'
    | 'keepBoth'
    | 'voidSecond'
    | 'understood'
    | 'merge'
    | 'twoCustomers'
    | 'isRight'
    | 'voidIt'
    | 'releaseHold'
    | 'grantOverride'
    | 'notGranted'
    | 'withdrawAsk'
    | 'refundIt'
    | 'refundAgain'
    | 'done'
  deed: SettleDeed
  right: Permission
  danger?: boolean
  /** Only for those who have this right, too. */
  with?: Permission
  /** Only for who asked, and has not this right. */
  ownWithout?: Permission
}

const CLOSE = { deed: 'close', right: 'tasks.close' } as const
const APPLY_OLDEST = { label: 'applyOldest', deed: 'apply-oldest', right: 'payments.receive' } as const
const REFUND = { deed: 'refund', right: 'payments.reverse' } as const
const VOID = { deed: 'void-payment', right: 'payments.reverse', danger: true } as const

const WAYS: Record<TaskKind, readonly SettleWay[]> = {
  overpayment: [APPLY_OLDEST, { label: 'keepCredit', ...CLOSE }, { label: 'refundIt', ...REFUND }],
  'payment-on-void-invoice': [
    APPLY_OLDEST,
    { label: 'keepCredit', ...CLOSE },
    { label: 'refundIt', ...REFUND },
  ],
  'possible-duplicate-payment': [
    // Neither keeping both nor voiding one is done without having looked.
    { label: 'lookAtBoth', deed: 'look', right: 'receivables.view' },
    { label: 'keepBoth', ...CLOSE },
    { label: 'voidSecond', ...VOID },
  ],
  'number-collision': [{ label: 'understood', ...CLOSE }],
  'duplicate-customer': [
    { label: 'merge', deed: 'merge', right: 'customers.edit' },
    { label: 'twoCustomers', ...CLOSE },
  ],
  'mail-undelivered': [{ label: 'done', ...CLOSE }],
  'customer-without-address': [{ label: 'done', ...CLOSE }],
  'fact-needs-review': [
    { label: 'isRight', ...CLOSE },
    { label: 'voidIt', ...VOID },
  ],
  'payment-for-unknown-customer': [{ label: 'done', ...CLOSE }],
  'command-quarantined': [{ label: 'understood', ...CLOSE }],
  'posted-after-close': [{ label: 'understood', ...CLOSE }],
  'customer-question': [{ label: 'done', ...CLOSE }],
  'credit-override-asked': [
    { label: 'grantOverride', deed: 'grant-override', right: 'credit.override' },
    { label: 'notGranted', ...CLOSE, with: 'credit.override' },
    { label: 'withdrawAsk', ...CLOSE, ownWithout: 'credit.override' },
  ],
  'gateway-difference': [{ label: 'done', ...CLOSE }],
  'not-posted-as-entered': [{ label: 'understood', ...CLOSE }],
  'payment-disputed': [{ label: 'done', ...CLOSE }],
  'payment-taken-back': [{ label: 'understood', ...CLOSE }],
  'payout-unexplained': [{ label: 'done', ...CLOSE }],
  'payout-failed': [{ label: 'done', ...CLOSE }],
  'refund-failed': [
    { label: 'refundAgain', ...REFUND },
    { label: 'keepCredit', ...CLOSE },
  ],
  'credit-limit-exceeded': [{ label: 'releaseHold', deed: 'release-hold', right: 'credit.override' }],
}

/** How a user with these rights can settle a task; a kind of a newer Florin can only be called done. */
export function settleWays(
  task: Pick<TaskRow, 'kind' | 'subject' | 'params' | 'customerId' | 'causedBy'>,
  rights: readonly Permission[],
  userId: string,
): SettleWay[] {
  const ways = WAYS[task.kind] ?? [{ label: 'done', ...CLOSE }]
  return ways.filter(way => {
    const isFor =
      (!way.with || rights.includes(way.with)) &&
      (!way.ownWithout || (task.causedBy === userId && !rights.includes(way.ownWithout)))
    return rights.includes(way.right) && isFor && fits(way.deed, task)
  })
}

function fits(
  deed: SettleDeed,
  { subject, params, customerId }: Pick<TaskRow, 'subject' | 'params' | 'customerId'>,
): boolean {
  if (deed === 'void-payment' || deed === 'refund' || deed === 'look') return subject.startsWith('payments:')
  // Money of nobody has no invoices to go to.
  if (deed === 'apply-oldest') return subject.startsWith('payments:') && !!customerId
  return deed !== 'merge' || params.twinId !== undefined
}
