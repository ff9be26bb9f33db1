import { expect, test } from 'vitest'
import { aging } from './aging.ts'
import { invoices } from './invoices.ts'
import { links } from './links.ts'
import { parts } from './parts.ts'
import { sending } from './sending.ts'

test('in Spanish a link lapses by one word, and what is past due has another', () => {
  const { steps } = sending.es
  for (const text of [links.es.steps.expired, parts.es.tag.expired, steps.expired, steps.unopenedUntil])
    expect(text).toMatch(/^Caduca/)
  for (const text of [aging.es.chips['past-due'], invoices.es.chips['past-due']])
    expect(text).toMatch(/^Vencid/)
})
