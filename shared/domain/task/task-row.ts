import { defineTable } from '../table.ts'

export const TASK_KINDS = [
  'overpayment',
  'payment-on-void-invoice',
  'possible-duplicate-payment',
  'number-collision',
  'duplicate-customer',
  'mail-undelivered',
  'fact-needs-review',
  'payment-for-unknown-customer',
  'command-quarantined',
  'credit-limit-exceeded',
  'posted-after-close',
  'credit-override-asked',
  'gateway-difference',
  'customer-question',
  'customer-without-address',
  'refund-failed',
  'not-posted-as-entered',
  'payment-disputed',
  'payment-taken-back',
  'payout-unexplained',
  'payout-failed',
] as const
export type TaskKind = (typeof TASK_KINDS)[number]

/** Something a person of the staff must look at. Closed, never deleted. */
export interface TaskRow {
  id: string
  kind: TaskKind
  state: 'open' | 'done'
  customerId: string | null
  /** The row it is about, as `table:id`. */
  subject: string
  /** The figures and names its sentence needs. */
  params: Record<string, string | number>
  createdAt: number
  closedBy: string | null
  closedAt: number | null
  /** Whose command met it: a user id, or `relay`; empty for tasks older than this. */
  causedBy: string
  /** The device that command came from; empty for the relay's own. */
  deviceId: string
}

export const tasks = defineTable<TaskRow>({
  name: 'tasks',
  columns: {
    kind: 'text',
    state: 'text',
    customerId: 'text?',
    subject: 'text',
    params: 'json',
    createdAt: 'integer',
    closedBy: 'text?',
    closedAt: 'integer?',
    causedBy: 'text',
    deviceId: 'text',
  },
  refs: ['subject', 'customerId'],
})

/** A request the relay refused: shown as a card with the same form prefilled; saving it makes a new command. */
export interface SyncIssueRow {
  id: string
  commandId: string
  name: string
  payload: unknown
  code: string
  params: Record<string, string | number>
  field: string
  userId: string
  deviceId: string
  state: 'open' | 'closed'
  refusedAt: number
  closedBy: string | null
}

export const syncIssues = defineTable<SyncIssueRow>({
  name: 'sync_issues',
  columns: {
    commandId: 'text',
    name: 'text',
    payload: 'json',
    code: 'text',
    params: 'json',
    field: 'text',
    userId: 'text',
    deviceId: 'text',
    state: 'text',
    refusedAt: 'integer',
    closedBy: 'text?',
  },
})
