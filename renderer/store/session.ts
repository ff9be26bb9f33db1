import { create } from 'zustand'
import { grantFor, type Permission, seesOwnOnly } from '../../shared/domain/permissions.ts'
import type { SessionState, SyncStatus } from '../../shared/protocol/desk.ts'
import type { Link } from '../app/transport.ts'

interface SessionStore {
  /** Whether the backend can be spoken to. */
  link: Link
  /** null until the backend first answered. */
  session: SessionState | null
  sync: SyncStatus | null
  setLink(link: Link): void
  setSession(session: SessionState): void
  setSync(sync: SyncStatus): void
}

/** Who is logged in at which company, and how the sync stands. */
export const useSession = create<SessionStore>(set => ({
  link: 'away',
  session: null,
  sync: null,
  setLink: link => set({ link }),
  setSession: session => set({ session }),
  setSync: sync => set({ sync }),
}))

/** Whether the user may do this, to any customer or to their own; the relay decides. */
export function useRight(right: Permission): boolean {
  return useSession(state => state.session?.rights.includes(right) ?? false)
}

/** Whether the user may do this to a customer: `not-theirs` where the right is narrowed to their own. */
export function useRightOn(
  right: Permission,
  customer: { salespersonId: string | null } | null,
): 'yes' | 'no' | 'not-theirs' {
  const user = useSession(state => state.session?.user ?? null)
  const grant = user && grantFor(user, right)
  if (grant === null) return 'no'
  return grant === 'all' || customer === null || customer.salespersonId === user?.id ? 'yes' : 'not-theirs'
}

/** Whether the user is shown own customers only, in what a right shows or, with null, in all there is; see `seesOwnOnly`. */
export function useSeesOwn(right: Permission | null): boolean {
  return useSession(({ session }) => (session?.user ? seesOwnOnly(session.user, right) : false))
}

/** Today in the company's time zone, `YYYY-MM-DD`. */
export function useToday(): string {
  return useSession(state => state.session?.today ?? '')
}

/** The company's currency code; empty before there is a company. */
export function useCurrency(): string {
  return useSession(state => state.session?.company?.currency ?? '')
}
