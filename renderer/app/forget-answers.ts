import type { QueryClient } from '@tanstack/react-query'
import type { SessionState } from '../../shared/protocol/desk.ts'
import { useSession } from '../store/session.ts'

/**
 * From now on, what was answered for one user is forgotten before the next is shown anything, whichever way the session ends or
 * begins; of the same user, what was answered under other roles or for other customers is asked again (`askAgain`: what screens hold
 * themselves).
 */
export function forgetAnswersOfOthers(queries: QueryClient, askAgain: () => void): void {
  useSession.subscribe(({ session }, before) => {
    if (viewerOf(session) === viewerOf(before.session)) return
    if (session?.user?.id !== before.session?.user?.id) return queries.clear()
    // Their screens stay, with what is typed in them.
    void queries.resetQueries()
    askAgain()
  })
}

/** The same for two sessions only where both may be shown the same. */
function viewerOf(session: SessionState | null): string {
  const user = session?.user
  return user ? JSON.stringify([user.id, user.roles.toSorted(), user.manageOwnCustomers]) : ''
}
