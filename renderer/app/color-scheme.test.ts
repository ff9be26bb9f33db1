import { beforeEach, expect, test, vi } from 'vitest'

const kept = new Map<string, string>()
const localStorage = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
}
vi.stubGlobal('localStorage', localStorage)
vi.stubGlobal('window', { localStorage })
vi.stubGlobal('navigator', { language: 'en' })

const { useSession } = await import('../store/session.ts')
const { chooseLook, useUi } = await import('../store/ui.ts')
const { currentLanguage } = await import('../words/language.ts')
const { colorSchemeManager } = await import('./color-scheme.ts')

beforeEach(() => {
  kept.clear()
  useUi.setState({ language: null, own: {} })
})

function logIn(id: string | null, language = 'en') {
  useSession.setState({ session: (id === null ? { user: null } : { user: { id, language } }) as never })
}

test('two people at one computer each have their language and theme back, and between them it has its own', () => {
  kept.set('mantine-color-scheme-value', 'light')
  logIn(null)
  const manager = colorSchemeManager()
  const shown: string[] = [manager.get('auto')]
  manager.subscribe(scheme => void shown.push(scheme))
  logIn('ada')
  manager.set('dark')
  chooseLook({ language: 'es' })
  expect(currentLanguage()).toBe('es')
  logIn(null)
  expect(currentLanguage()).toBe('en')
  logIn('bea')
  expect(currentLanguage()).toBe('en')
  logIn('ada')
  expect(currentLanguage()).toBe('es')
  expect(shown).toEqual(['light', 'dark', 'light', 'dark'])
  expect(JSON.parse(kept.get('florin.ui')!).state.own).toEqual({
    ada: { colorScheme: 'dark', language: 'es' },
  })
  manager.unsubscribe()
})

test('a choice is told once though Mantine sets again what it is told, and is there after a reload for its user alone', async () => {
  logIn('ada')
  const manager = colorSchemeManager()
  const shown: string[] = []
  manager.subscribe(scheme => {
    shown.push(scheme)
    manager.set(scheme)
  })
  manager.set('dark')
  chooseLook({ language: 'es' })
  logIn('bea')
  expect(shown).toEqual(['dark', 'auto'])
  const onDisk = kept.get('florin.ui')!
  useUi.setState({ own: {} })
  kept.set('florin.ui', onDisk)
  await useUi.persist.rehydrate()
  expect(useUi.getState().own).toEqual({ ada: { colorScheme: 'dark', language: 'es' } })
  expect(manager.get('auto')).toBe('auto')
  logIn('ada')
  expect(manager.get('auto')).toBe('dark')
  expect(currentLanguage()).toBe('es')
  manager.unsubscribe()
})

test('who chose nothing reads the language of their user, unless the computer has one', () => {
  logIn('ana', 'es')
  expect(currentLanguage()).toBe('es')
  useUi.setState({ language: 'en' })
  expect(currentLanguage()).toBe('en')
})
