import type { CommandName, PayloadOf } from '../../../shared/domain/commands.ts'
import { numbersOf } from '../../../shared/domain/numbers/numbered-commands.ts'
import type { Permission } from '../../../shared/domain/permissions.ts'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import { pathTo } from '../../app/router.ts'

type Issue = Pick<SyncIssueRow, 'id' | 'name' | 'payload' | 'code' | 'params'>

/** A way out of a refusal in one click: a command that settles it, or the form that is filled with it. */
export type RepairWay =
  | { label: 'mine'; value: string; field: string; give: Given }
  | { label: 'addAgain' | 'confirmNow' | 'voidAnyway' | 'giveAgain'; give: Given }
  | { label: 'newOrder'; path: string }

interface Given {
  name: CommandName
  payload: Record<string, unknown>
}

/** Who looks at the card, and when. */
export interface Beholder {
  rights: readonly Permission[]
  isAdmin: boolean
  today: string
  newId(): string
}

/** Refusals of who may, not of what: an administrator may carry the request out. */
const ABOUT_THE_PERSON: readonly string[] = ['not-allowed', 'not-your-customer', 'unknown-user']

/** The ways out of a refusal that take one click; the form it is typed again in is `repairPlace`'s. */
export function repairWays(issue: Issue, by: Beholder): RepairWay[] {
  const { name, code } = issue
  // A number that was printed would be given anew: such a request is typed again in its form.
  if (by.isAdmin && ABOUT_THE_PERSON.includes(code) && numbersOf(name, issue.payload).length === 0)
    return [
      { label: 'giveAgain', give: { name: name as CommandName, payload: issue.payload as Given['payload'] } },
    ]
  if (code === 'changed-meanwhile') return mine(issue)
  if (name === 'order.change-line' && code === 'unknown-line') return addAgain(issue, by)
  if (code === 'order-confirmed' || code === 'order-voided') return newOrder(issue)
  if (name === 'order.confirm' && code === 'order-changed') {
    const { orderId } = issue.payload as PayloadOf<'order.confirm'>
    const payload = { orderId, issuedOn: by.today, expectedTotalCents: issue.params.totalCents }
    return [{ label: 'confirmNow', give: { name, payload } }]
  }
  if (name === 'order.void' && code === 'invoice-has-payments' && by.rights.includes('payments.reverse')) {
    const { orderId } = issue.payload as PayloadOf<'order.void'>
    const payload = { orderId, voidedOn: by.today, releasePayments: true }
    return [{ label: 'voidAnyway', give: { name, payload } }]
  }
  return []
}

/** The same edit on top of the other's value. Values of several parts are merged in the form, not by a click. */
function mine(issue: Issue): RepairWay[] {
  const field = String(issue.params.field)
  const payload = issue.payload as { changes?: Record<string, { from: unknown; to: unknown }> }
  const edit = payload.changes?.[field]
  const { theirs } = issue.params
  if (
    !edit ||
    (typeof edit.to !== 'string' && typeof edit.to !== 'number') ||
    typeof theirs !== typeof edit.to
  )
    return []
  const changes = { ...payload.changes, [field]: { from: theirs, to: edit.to } }
  const give = { name: issue.name as CommandName, payload: { ...payload, changes } }
  return [{ label: 'mine', field, value: edit.to as never, give }]
}

/** The line that is gone, as it was seen and with what was typed. */
function addAgain({ payload }: Issue, by: Beholder): RepairWay[] {
  const { orderId, seen, changes } = payload as PayloadOf<'order.change-line'>
  if (!seen) return []
  const typed = Object.fromEntries(Object.entries(changes).map(([field, edit]) => [field, edit?.to]))
  const { position, ...entries } = { ...seen, ...typed }
  const line = { lineId: by.newId(), ...entries }
  return [{ label: 'addAgain', give: { name: 'order.add-line', payload: { orderId, position, line } } }]
}

function newOrder({ id, name, payload }: Issue): RepairWay[] {
  const hasLine = name === 'order.add-line' || (payload as { seen?: unknown }).seen
  return hasLine ? [{ label: 'newOrder', path: pathTo('newOrder', {}, { issue: id }) }] : []
}
