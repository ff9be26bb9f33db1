import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Phrases that readers stumbled over, and what is said instead. */
const STUMBLED: [RegExp, string][] = [
  [/\bmend(s|ed|ing)?\b/i, 'fix'],
  [/\bread over\b/i, 'skipped'],
  [/\bshall be\b/i, 'to …'],
  [/by themselves|por sí solos/i, 'automatically'],
  [/\btake off\b/i, 'unapply'],
  [/\bde ello\b/i, 'nothing'],
]

test('texts use the plain word', () => {
  const folder = new URL('./', import.meta.url)
  const own = readdirSync(folder).filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  const found = [...own, '../../shared/documents/letters/mail-words.ts'].flatMap(name =>
    [...readFileSync(new URL(name, folder), 'utf8').matchAll(/'[^'\n]*'|`[^`]*`/g)].flatMap(([text]) =>
      STUMBLED.filter(([phrase]) => phrase.test(text)).map(([, better]) => `${name}: ${text} → ${better}`),
    ),
  )
  expect(found).toEqual([])
})
