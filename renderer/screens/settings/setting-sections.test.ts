import { expect, test } from 'vitest'
import { settings } from '../../words/settings.ts'
import type { Words } from '../../words/use-words.ts'
import { SETTING_KINDS } from './setting-fields.ts'
import { SECTION_NAMES, SETTING_SECTIONS, sectionsFound } from './setting-sections.ts'

const en = { settings: settings.en } as Words
const es = { settings: settings.es } as Words

test('every setting is in one section', () => {
  const fields = SECTION_NAMES.flatMap(name => [...SETTING_SECTIONS[name]])
  expect(fields.toSorted()).toEqual(Object.keys(SETTING_KINDS).toSorted())
})

test.each([
  ['fuel', ['orders', 'shipping']],
  ['nsf', ['receivables']],
  ['closed', ['receivables']],
  ['policy', ['orders']],
  ['time zone', ['company']],
  ['curr', ['company']],
  ['payments account', ['payments']],
  ['net', ['invoicing']],
  ['hours a link', ['links']],
  ['placeholder', ['mails']],
  ['quiet', ['mails']],
  ['remind', ['reminders']],
  ['logo', ['company']],
  ['zzz', []],
])('%j is found', (typed, sections) => {
  expect(sectionsFound(typed, en)).toEqual(sections)
})

test('settings are found by their Spanish names, with or without accents', () => {
  expect(sectionsFound('metodo', es)).toEqual(['payments'])
  expect(sectionsFound('antigüedad', es)).toEqual(['invoicing'])
  expect(sectionsFound('periodo', es)).toEqual(['receivables'])
  expect(sectionsFound('recargo sin', es)).toEqual(['receivables'])
})

test('nothing typed shows all', () => {
  expect(sectionsFound('  ', en)).toEqual(SECTION_NAMES)
})
