import { expect, test } from 'vitest'
import { gatherChanges } from './gather-changes.ts'

test('the first change is told at once, those of a burst together, and then the next at once again', () => {
  const told: (readonly string[])[] = []
  const waiting: (() => void)[] = []
  const changed = gatherChanges(
    tables => told.push(tables),
    then => waiting.push(then),
  )
  const pass = () => waiting.shift()?.()
  changed(['mails'])
  expect(told).toEqual([['mails']])
  for (let at = 0; at < 1000; at++) changed(at % 2 === 0 ? ['mails', 'invoices'] : ['payment_links'])
  expect(told).toHaveLength(1)
  pass()
  expect(told).toEqual([['mails'], ['mails', 'invoices', 'payment_links']])
  pass()
  expect(waiting).toEqual([])
  changed(['orders'])
  expect(told.at(-1)).toEqual(['orders'])
})
