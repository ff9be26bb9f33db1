import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../lib/dates.ts'
import { brokenBooks } from '../testing/broken-books.ts'
import { brokenLaws } from '../testing/broken-laws.ts'
import { aLedgerWorld, FIRST_DAY, type LedgerAct, ledgerAct, playAct } from '../testing/ledger-acts.ts'

/** How many commands in all; `FLORIN_LAWS_COMMANDS` says otherwise, `npm run laws` plays them on the stores, too. */
const COMMANDS = Number(process.env.FLORIN_LAWS_COMMANDS ?? 4000)
const SEED = Number(process.env.FLORIN_LAWS_SEED ?? 20_261_127)
const LENGTH = 80

const kinds = new Map<LedgerAct['kind'], number>()

test(`the ledger laws hold after each of ${COMMANDS} random commands`, { timeout: 3_600_000 }, () => {
  fc.assert(
    fc.property(fc.array(ledgerAct, { minLength: LENGTH, maxLength: LENGTH, size: 'max' }), acts => {
      const { desk, customers } = aLedgerWorld()
      for (const [at, act] of acts.entries()) {
        const ended = playAct(desk, customers, act)
        if (ended?.refusal !== null) continue
        kinds.set(act.kind, (kinds.get(act.kind) ?? 0) + 1)
        const where = `after act ${at}, ${JSON.stringify(act)}`
        expect(brokenLaws(desk.ledger), where).toEqual([])
        expect(brokenBooks(desk.ledger, addDays(FIRST_DAY, (at * 37 + act.day) % 150)), where).toEqual([])
      }
    }),
    { seed: SEED, numRuns: Math.max(1, Math.round(COMMANDS / LENGTH)), endOnFailure: false },
  )
})

// A generator whose every act is refused would prove nothing.
test('acts of every kind went through', () => {
  const kept = Object.fromEntries(kinds)
  for (const kind of [
    'receive',
    'settle',
    'apply',
    'edit',
    'nsf',
    'chargeback',
    'refund',
    'cancel-refund',
    'void',
    'capture',
    'dispute',
    'finance-charge',
    'approve',
    'reopen-credit',
    'revise',
  ] as const)
    expect(kept[kind] ?? 0, `${kind} of ${JSON.stringify(kept)}`).toBeGreaterThan(0)
})

test('the laws notice a figure that is off by a cent', () => {
  const { desk, customers } = aLedgerWorld()
  const act = { place: 0, other: 0, cents: 500, discount: 0, day: 10, flag: true, arrives: false } as const
  for (const kind of ['order', 'confirm', 'receive'] as const) playAct(desk, customers, { ...act, kind })
  expect(brokenLaws(desk.ledger)).toEqual([])
  const [invoice] = desk.ledger.all('invoices')
  desk.ledger.plant('invoices', { ...invoice!, openCents: invoice!.openCents + 1 })
  expect(brokenLaws(desk.ledger)).not.toEqual([])
  expect(brokenBooks(desk.ledger, '2026-11-30')).not.toEqual([])
})
