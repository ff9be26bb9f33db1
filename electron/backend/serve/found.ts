import { DeskFault } from '../session/desk-session.ts'

/** What was asked for; throws the fault that tells the desk it is not there, or not for who asks. */
export function found<T>(value: T | null): T {
  if (value === null) throw new DeskFault('not-found')
  return value
}
