import { expect, test } from 'vitest'
import type { AskedInvoice } from './ask.ts'
import { changesSince, seenAmounts } from './seen-amounts.ts'

const invoice = (number: string, dueCents: number, revision = 1, status: 'open' | 'void' = 'open') =>
  ({ row: { number, revision, status }, dueCents, isUpdated: false }) as AskedInvoice

test('tells what changed of each invoice since it was seen', () => {
  const seen = seenAmounts([
    invoice('10214', 128_450),
    invoice('10231', 191_000),
    invoice('10240', 500),
    invoice('10241', 600),
    invoice('10242', 700),
  ])
  const now = [
    invoice('10214', 113_450),
    invoice('10231', 191_000),
    invoice('10240', 900),
    invoice('10241', 650, 2),
    invoice('10242', 0, 1, 'void'),
  ]
  expect(changesSince(seen, now)).toEqual([
    { kind: 'settled', number: '10214', amountCents: 15_000 },
    { kind: 'reopened', number: '10240', amountCents: 400 },
    { kind: 'updated', number: '10241' },
    { kind: 'withdrawn', number: '10242' },
  ])
})

test('text that makes no sense tells of nothing', () => {
  for (const seen of ['', '|||', '10214~x~1', '10214~-5~1', `10214~${'9'.repeat(40)}~1`]) {
    expect(changesSince(seen, [invoice('10214', 100)])).toEqual([])
  }
})
