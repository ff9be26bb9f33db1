import { grantFor } from '../../../shared/domain/permissions.ts'
import type { UserRow } from '../../../shared/domain/user/user-row.ts'

type Granter = Pick<UserRow, 'name' | 'roles' | 'active' | 'manageOwnCustomers'>

/** Whom a request for a credit override waits for: the credit managers, and where there are none all who may grant it. */
export function overrideGranters(users: readonly Granter[]): string[] {
  const granters = users.filter(user => grantFor(user, 'credit.override') === 'all')
  const managers = granters.filter(({ roles }) => roles.includes('credit-manager'))
  return (managers.length > 0 ? managers : granters).map(({ name }) => name)
}
