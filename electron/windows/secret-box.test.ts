import { expect, test, vi } from 'vitest'
import { createSecretBox, keychainOf } from './secret-box.ts'

/** A keychain that turns text around, and fails on what it did not make. */
function keychainStorage(available = true) {
  return {
    isAsyncEncryptionAvailable: async () => available,
    encryptStringAsync: async (plain: string) => Buffer.from(`v11${[...plain].reverse().join('')}`),
    async decryptStringAsync(sealed: Buffer) {
      const text = sealed.toString()
      if (!text.startsWith('v11')) throw new Error('wrong key')
      return { shouldReEncrypt: false, result: [...text.slice(3)].reverse().join('') }
    },
  }
}

function box(keychain: string, storage = keychainStorage()) {
  const withoutKeychain = vi.fn()
  return { ...createSecretBox({ storage, keychain, withoutKeychain }), withoutKeychain }
}

test('a sealed text hides the secret, names its keychain and opens again', async () => {
  const secrets = box('gnome_libsecret')
  const sealed = await secrets.seal('device-key')
  expect(sealed).toMatch(/^sealed:gnome_libsecret:[A-Za-z0-9+/]+=*$/)
  expect(Buffer.from(sealed.split(':')[2]!, 'base64').toString()).not.toContain('device-key')
  expect(await secrets.open(sealed)).toBe('device-key')
  expect(secrets.withoutKeychain).not.toHaveBeenCalled()
})

test.each([['basic_text'], ['unknown']])(
  '%s is no keychain: the text stays, and someone is told',
  async name => {
    const secrets = box(name)
    expect(await secrets.seal('device-key')).toBe('device-key')
    expect(secrets.withoutKeychain).toHaveBeenCalledOnce()
  },
)

test('a keychain that is not available counts as none', async () => {
  const secrets = box('dpapi', keychainStorage(false))
  expect(await secrets.seal('device-key')).toBe('device-key')
  expect(secrets.withoutKeychain).toHaveBeenCalledOnce()
})

test('what was kept without a keychain still opens where there is one', async () => {
  expect(await box('keychain').open('MC4CAQAwBQYDK2VwBCIEIA==')).toBe('MC4CAQAwBQYDK2VwBCIEIA==')
  expect(await box('keychain').open('')).toBe('')
})

test('a text of a lost keychain fails with both names and without the secret', async () => {
  const foreign = `sealed:kwallet6:${Buffer.from('v10secret').toString('base64')}`
  await expect(box('gnome_libsecret').open(foreign)).rejects.toThrow(
    'sealed by kwallet6, and this session has gnome_libsecret',
  )
})

test('the keychain goes by the name of its system', () => {
  const storage = { getSelectedStorageBackend: () => 'kwallet6' as const }
  expect(keychainOf('linux', storage)).toBe('kwallet6')
  expect(keychainOf('darwin', storage)).toBe('keychain')
  expect(keychainOf('win32', storage)).toBe('dpapi')
})
