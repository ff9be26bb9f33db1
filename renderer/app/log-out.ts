import { useSession } from '../store/session.ts'
import { ask } from './ask.ts'

/** Ends the session at this desktop: the login follows. */
export async function logOut(): Promise<void> {
  useSession.getState().setSession(await ask('session.logout', {}))
}
