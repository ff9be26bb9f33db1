import type { Migration } from './migration.ts'
import { core } from './migrations/0001-core.ts'
import { links } from './migrations/0002-links.ts'
import { renewals } from './migrations/0003-renewals.ts'
import { snapshots } from './migrations/0004-snapshots.ts'
import { numberGaps } from './migrations/0005-number-gaps.ts'
import { restores } from './migrations/0006-restores.ts'
import { taskRefs } from './migrations/0007-task-refs.ts'
import { audit } from './migrations/0008-audit.ts'
import { paymentsAccounts } from './migrations/0009-payments-accounts.ts'
import { picks } from './migrations/0010-picks.ts'
import { robot } from './migrations/0011-robot.ts'
import { mailPace } from './migrations/0012-mail-pace.ts'
import { savedMethods } from './migrations/0013-saved-methods.ts'
import { books } from './migrations/0014-books.ts'
import { creditHolds } from './migrations/0015-credit-holds.ts'
import { taskCustomers } from './migrations/0016-task-customers.ts'

/** Every step, in order, without gaps. */
export const MIGRATIONS: readonly Migration[] = [
  core,
  links,
  renewals,
  snapshots,
  numberGaps,
  restores,
  taskRefs,
  audit,
  paymentsAccounts,
  picks,
  robot,
  mailPace,
  savedMethods,
  books,
  creditHolds,
  taskCustomers,
]
