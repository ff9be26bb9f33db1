import { expect, test } from 'vitest'
import { sending } from '../../words/sending.ts'
import { bulkTitle } from './bulk-title.ts'

const { linksTitle } = sending.en

test('a title says whom it is for, and how many of them can go', () => {
  const all = linksTitle.list(41, 90)
  expect(bulkTitle(all, 41, 40, sending.en)).toBe(
    'Send payment links to all 41 customers in the list, 40 can be sent',
  )
  expect(bulkTitle(all, 41, 0, sending.en)).toMatch(/, none can be sent$/)
  expect(bulkTitle(all, 41, 41, sending.en)).toBe(all)
  expect(bulkTitle(all, 41, null, sending.en)).toBe(all)
  expect(bulkTitle(linksTitle.selection(1, 3), 1, 0, sending.en)).toBe(
    'Send a payment link to 1 customer for 3 selected invoices',
  )
})

test('and in Spanish', () => {
  expect(bulkTitle(sending.es.linksTitle.list(41, 90), 41, 40, sending.es)).toBe(
    'Enviar enlaces de pago a los 41 clientes de la lista, se pueden enviar 40',
  )
})
