import type { SecretBox } from '../ports.ts'
import type { FromBackend, ToBackend } from './parent-messages.ts'

/** Seals and opens through the parent process, the only one that reaches the keychain. */
export interface ParentSecrets {
  box: SecretBox
  /** Hands in an answer of the parent. */
  answered(answer: Extract<ToBackend, { kind: 'secret' }>): void
}

/** A {@link SecretBox} whose work the parent does; `ask` carries the question there. Rejects when the keychain failed. */
export function parentSecrets(ask: (message: FromBackend) => void): ParentSecrets {
  const waiting = new Map<number, { resolve(text: string): void; reject(error: Error): void }>()
  let lastId = 0
  const question = (kind: 'seal' | 'open') => (text: string) =>
    new Promise<string>((resolve, reject) => {
      const id = ++lastId
      waiting.set(id, { resolve, reject })
      ask({ kind, id, text })
    })
  return {
    box: { seal: question('seal'), open: question('open') },
    answered({ id, text }) {
      const asked = waiting.get(id)
      waiting.delete(id)
      if (text === null) asked?.reject(new Error('the keychain did not answer'))
      else asked?.resolve(text)
    },
  }
}
