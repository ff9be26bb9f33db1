import { sameValue } from '../../../shared/domain/changes.ts'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import type { UserRow } from '../../../shared/domain/user/user-row.ts'

/** What is edited of a user. */
export type UserFields = Omit<UserRow, 'id'>

const FIELDS = ['name', 'login', 'roles', 'active', 'manageOwnCustomers', 'language'] as const

/** Only the fields that differ, each with what it was and what it shall be. */
export function changesBetween(
  before: UserFields,
  after: UserFields,
): { [K in keyof UserFields]?: { from: UserFields[K]; to: UserFields[K] } } {
  const differing = FIELDS.filter(field => !sameValue(before[field], after[field]))
  return Object.fromEntries(differing.map(field => [field, { from: before[field], to: after[field] }]))
}

/** The fields as a refused request wanted them; as they are without one. */
export function fieldsWanted(fields: UserFields, issue: SyncIssueRow | null): UserFields {
  if (issue?.name === 'user.add') {
    const { userId: _, ...typed } = issue.payload as UserFields & { userId: string }
    return { ...fields, ...typed }
  }
  if (issue?.name !== 'user.change') return fields
  const { changes } = issue.payload as { changes: Record<string, { to: unknown }> }
  const wanted = Object.fromEntries(Object.entries(changes).map(([field, { to }]) => [field, to]))
  return { ...fields, ...(wanted as Partial<UserFields>) }
}
