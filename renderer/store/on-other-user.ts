import { useSession } from './session.ts'

/**
 * Calls back when someone logs in who is not who was logged in last, before anything of theirs is drawn: for what a window keeps
 * beyond its screens. Who comes back finds what they left.
 */
export function onOtherUser(forget: () => void): void {
  let last = useSession.getState().session?.user?.id
  useSession.subscribe(({ session }) => {
    const now = session?.user?.id
    if (now === undefined || now === last) return
    if (last !== undefined) forget()
    last = now
  })
}
