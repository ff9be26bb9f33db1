import { fold } from '../../../../shared/domain/fold.ts'
import { type CustomersSeen, customersSeen } from '../../../../shared/domain/permissions.ts'
import type { UserRow } from '../../../../shared/domain/user/user-row.ts'
import type { ParsedInput } from '../../../../shared/protocol/desk.ts'
import type { TeamAnswers } from '../../../../shared/protocol/team-asks.ts'
import { nameOrderOf } from '../../memory/name-order.ts'
import { toRow } from '../row-codec.ts'
import type { QueryContext } from './query-context.ts'

const WIDEST_FIRST: readonly CustomersSeen[] = ['all', 'own-receivables', 'own']

const SORTS: Record<string, (user: UserRow) => string> = {
  name: ({ name }) => nameOrderOf(name),
  login: ({ login }) => fold(login),
  roles: ({ roles }) => roles.join(' '),
  customers: user => String(WIDEST_FIRST.indexOf(customersSeen(user))),
  active: ({ active }) => (active ? '0' : '1'),
}

/** `users.list`: the staff, by name unless asked otherwise, found by name or login. They are few: all are read. */
export function usersList(q: QueryContext, input: ParsedInput<'users.list'>): TeamAnswers['users.list'] {
  const records = q.sql('SELECT * FROM users').all() as Record<string, unknown>[]
  const typed = fold(input.search)
  const found = records
    .map(record => toRow('users', record) as UserRow)
    .filter(({ name, login }) => fold(`${name} ${login}`).includes(typed))
  const active = found.filter(user => user.active)
  const inactive = found.filter(user => !user.active)
  const chosen = { active, inactive, all: found }[input.active]
  const key = Object.hasOwn(SORTS, input.sort) ? SORTS[input.sort]! : SORTS.name!
  const sign = input.descending ? -1 : 1
  const sorted = chosen
    .map(user => ({ user, key: key(user) }))
    .sort((a, b) => sign * (compare(a.key, b.key) || compare(a.user.id, b.user.id)))
    .map(({ user }) => user)
  return {
    rows: sorted.slice(input.offset, input.offset + input.limit),
    count: sorted.length,
    chips: { active: active.length, inactive: inactive.length, all: found.length },
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
