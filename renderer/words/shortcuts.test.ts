import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { shortcuts } from './shortcuts.ts'

const renderer = join(import.meta.dirname, '..')
const sources = globSync('**/*.tsx', { cwd: renderer }).map(file =>
  readFileSync(join(renderer, file), 'utf8'),
)

/** The keys that the screens listen to by `useHotkeys`, as the overview writes them. */
const listened = new Set(
  sources
    .filter(source => source.includes('useHotkeys('))
    .flatMap(source => [...source.matchAll(/'(mod\+[^']+)'/g)].map(([, keys]) => keys!))
    .map(keys =>
      keys.replace('mod', 'Ctrl').replace('shift', '⇧').replace('Enter', '↵').split('+').join(' '),
    ),
)

const told = (language: 'en' | 'es') => shortcuts[language].groups.map(({ keys }) => keys.map(([key]) => key))

test('the overview of keys leaves out none that works everywhere on a screen', () => {
  expect(listened.size).toBeGreaterThan(4)
  const all = told('en').flat()
  expect([...listened].filter(keys => !all.includes(keys))).toEqual([])
  expect(all, 'taken by the lists themselves').toContain('Ctrl A')
})

test('both languages tell the same keys', () => {
  const inSpanish: Record<string, string> = {
    Enter: 'Intro',
    Space: 'Espacio',
    Del: 'Supr',
    'Home End': 'Inicio Fin',
  }
  expect(told('es')).toEqual(told('en').map(keys => keys.map(key => inSpanish[key] ?? key)))
})
