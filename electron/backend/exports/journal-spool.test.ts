import { expect, test } from 'vitest'
import { type CustomersEntry, openJournalSpool } from './journal-spool.ts'

function entry(number: string, fields: Partial<CustomersEntry> = {}): CustomersEntry {
  const lines: CustomersEntry['lines'] = [
    { account: 'receivable', amountCents: 100 },
    { account: 'sales', amountCents: -100 },
  ]
  const none = { reference: '', invoiceId: null, paymentId: null }
  const named = { number, entryNumber: number, customerName: 'Petal', customerCode: 'P' }
  return { journal: 'sales', on: '2026-10-01', kind: 'invoice', lines, ...none, ...named, ...fields }
}

test('entries come by date, on one day by what comes first, then by number as numbers run', () => {
  const spool = openJournalSpool()
  const added = [
    entry('1000'),
    entry('999'),
    entry('C1', { kind: 'credit' }),
    entry('2', { on: '2026-10-02' }),
    entry('3', { on: '2026-09-30', kind: 'invoice-void' }),
  ]
  for (const each of added) spool.add(each)
  const read = [...spool.numbered(20)].flat()
  expect(read.map(({ entryNumber }) => entryNumber)).toEqual(['3', '999', '1000', 'C1', '2'])
  expect(read.map(each => each.entry)).toEqual([added[4], added[1], added[0], added[2], added[3]])
  spool.close()
})

test('numbers that are cut to the same are told apart, and none is longer than it may be', () => {
  const spool = openJournalSpool()
  for (let at = 0; at < 1200; at++) spool.add(entry(`LONG-PREFIX-${String(at).padStart(4, '0')}`))
  const numbers = [...spool.numbered(11)].flat().map(({ entryNumber }) => entryNumber)
  expect(new Set(numbers).size).toBe(1200)
  expect(Math.max(...numbers.map(number => number.length))).toBe(11)
  spool.close()
})
