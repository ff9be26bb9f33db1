import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** A key of the operator's: 32 bytes under a short name. */
export interface RingKey {
  id: string
  key: Uint8Array
}

/** Seals secrets with AES-256-GCM. What is sealed names its key, and opens only for what it is about. */
export interface KeyRing {
  /** The key that seals now. */
  currentId: string
  seal(secret: string, about: string): string
  /** Throws {@link SealBroken} for a key that is gone, another subject, or changed bytes. */
  open(sealed: string, about: string): string
  /** Whose key sealed it. */
  keyIdOf(sealed: string): string
}

/** A sealed secret can't be opened. */
export class SealBroken extends Error {
  override name = 'SealBroken'
}

const IV_BYTES = 12
const TAG_BYTES = 16

/** A ring of keys, of which the first seals; the others still open what they sealed. */
export function createKeyRing(keys: readonly [RingKey, ...RingKey[]]): KeyRing {
  const [current] = keys
  const keyIdOf = (sealed: string) => sealed.split('.')[1] ?? ''

  return {
    currentId: current.id,
    keyIdOf,
    seal(secret, about) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', current.key, iv)
      cipher.setAAD(Buffer.from(`${current.id}\n${about}`))
      const body = Buffer.concat([iv, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return `v1.${current.id}.${body.toString('base64url')}`
    },
    open(sealed, about) {
      const [version, id, text] = sealed.split('.')
      const found = keys.find(each => each.id === id)
      if (version !== 'v1' || !found || text === undefined) throw new SealBroken(`no key ${id} opens this`)
      const body = Buffer.from(text, 'base64url')
      try {
        const decipher = createDecipheriv('aes-256-gcm', found.key, body.subarray(0, IV_BYTES))
        decipher.setAAD(Buffer.from(`${found.id}\n${about}`))
        decipher.setAuthTag(body.subarray(-TAG_BYTES))
        return (
          decipher.update(body.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
        )
      } catch {
        throw new SealBroken('the sealed secret was changed, or belongs elsewhere')
      }
    },
  }
}
