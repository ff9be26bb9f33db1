import type { SafeStorage } from 'electron'
import type { SecretBox } from '../backend/ports.ts'

const MARK = /^sealed:([a-z0-9_]+):([A-Za-z0-9+/=]+)$/

/**
 * Seals with the system's keychain; a sealed text carries the name of the keychain that made it. Where there is none
 * (`basic_text`: a password that every Electron app knows), the text stays as it is, guarded by the profile's file mode,
 * and `withoutKeychain` is called, for that is not to happen silently. Texts kept without a keychain open anywhere.
 */
export function createSecretBox(parts: {
  storage: Pick<SafeStorage, 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'>
  keychain: string
  withoutKeychain(): void
}): SecretBox {
  const { storage, keychain } = parts
  return {
    async seal(plain) {
      const usable = keychain !== 'basic_text' && keychain !== 'unknown'
      if (usable && (await storage.isAsyncEncryptionAvailable())) {
        return `sealed:${keychain}:${(await storage.encryptStringAsync(plain)).toString('base64')}`
      }
      parts.withoutKeychain()
      return plain
    },
    async open(sealed) {
      const [, maker, bytes] = MARK.exec(sealed) ?? []
      if (maker === undefined || bytes === undefined) return sealed
      try {
        return (await storage.decryptStringAsync(Buffer.from(bytes, 'base64'))).result
      } catch (error) {
        throw new Error(`sealed by ${maker}, and this session has ${keychain}`, { cause: error })
      }
    },
  }
}

/** The name of the keychain of this session; call after the app is ready. */
export function keychainOf(
  platform: string,
  storage: Pick<SafeStorage, 'getSelectedStorageBackend'>,
): string {
  if (platform === 'darwin') return 'keychain'
  if (platform === 'win32') return 'dpapi'
  return storage.getSelectedStorageBackend()
}
