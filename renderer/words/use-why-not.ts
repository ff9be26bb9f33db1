import { type Permission, rolesWith } from '../../shared/domain/permissions.ts'
import { useSession } from '../store/session.ts'
import { useWords, type Words } from './use-words.ts'

/** Asks of a right why the user may not use it, in words that say who may; undefined where they may. */
export function useWhyNot(): (right: Permission) => string | undefined {
  const words = useWords()
  const rights = useSession(state => state.session?.rights)
  return right => (!rights || rights.includes(right) ? undefined : words.rights.only(whoMay(right, words)))
}

/** Who may use a right, as a sentence. */
export function whoMay(right: Permission, words: Words): string {
  return words.rights.needs(rolesWith(right).map(role => words.shell.role[role]))
}
