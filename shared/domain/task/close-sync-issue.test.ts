import { expect, test } from 'vitest'
import { aDesk, aUser, type Desk } from '../../testing/desk.ts'
import { type Actor, contextOf } from '../command.ts'
import { COMMANDS } from '../commands.ts'
import { gather } from '../gather.ts'
import { ROLES, type UserRow } from '../user/user-row.ts'
import type { SyncIssueRow } from './task-row.ts'

const close = COMMANDS['sync-issue.close']

/** Only a relay makes these rows: closes one as this user, over the desk's own users. */
function closing(desk: Desk, issue: SyncIssueRow, user: UserRow) {
  const actor: Actor = { kind: 'user', userId: user.id, deviceId: desk.deviceId }
  const payload = { issueId: issue.id }
  const view = gather(close, payload, actor, read => {
    if (read.kind !== 'row') return null
    return read.table === 'sync_issues' ? issue : desk.ledger.find(read.table, read.id)
  })
  return close.decide(payload, view, contextOf(desk.newId(), actor, desk.clock.now()))
}

function anIssue(desk: Desk, author: UserRow): SyncIssueRow {
  return {
    id: desk.newId(),
    commandId: desk.newId(),
    name: 'payment.receive',
    payload: {},
    code: 'quarantined',
    params: {},
    field: '',
    userId: author.id,
    deviceId: desk.deviceId,
    state: 'open',
    refusedAt: desk.clock.now(),
    closedBy: null,
  }
}

test('its author closes a refused request, once', () => {
  const desk = aDesk()
  const author = aUser(desk, ['sales'])
  const issue = anIssue(desk, author)
  const closed = { ...issue, state: 'closed', closedBy: author.id } as const
  expect(closing(desk, issue, author)).toMatchObject({ refusal: null, writes: [{ row: closed }] })
  expect(closing(desk, closed, author)).toMatchObject({ refusal: null, writes: [] })
})

test.each(ROLES)('a request refused to someone else: %s', role => {
  const desk = aDesk()
  const author = aUser(desk, ['cashier'])
  const { refusal } = closing(desk, anIssue(desk, author), aUser(desk, [role]))
  const refused = { code: 'not-allowed', params: { right: 'sync-issue.close' } }
  if (role === 'admin') expect(refusal).toBeNull()
  else expect(refusal).toMatchObject(refused)
})
