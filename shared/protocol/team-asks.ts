import { z } from 'zod'
import type { UserRow } from '../domain/user/user-row.ts'
import { listPage } from './list-page.ts'

/** The questions about the staff, a part of the desk's. */
export const teamAsks = {
  /** The list of users, for who sets them up; `users.all` names them to everyone. */
  'users.list': z.strictObject({ ...listPage, active: z.enum(['active', 'inactive', 'all']).default('all') }),
} as const

/** What each of {@link teamAsks} answers. */
export interface TeamAnswers {
  'users.list': { rows: UserRow[]; count: number; chips: Record<'active' | 'inactive' | 'all', number> }
}
