import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AskName } from '../../../../shared/protocol/desk.ts'
import { tradingDesktop } from '../../testing/trading-desktop.ts'

type Row = Record<string, unknown> & { link: { state: string; openedAt: number | null } | null }
interface Chipped {
  list: AskName
  /** The input that the chip sets. */
  field: string
  /** What of all rows are under each chip, by what the row itself says. */
  chips: Record<string, (row: Row) => boolean>
  /** Chips that this company has nothing under. */
  empty?: string[]
  /** What the list is otherwise asked. */
  more?: object
}

const is =
  (field: string, ...values: unknown[]) =>
  (row: Row) =>
    values.includes(row[field])
const above = (field: string) => (row: Row) => (row[field] as number) > 0

const LISTS: Chipped[] = [
  {
    list: 'orders.summary',
    field: 'status',
    chips: {
      draft: is('status', 'draft'),
      pending: is('status', 'pending'),
      hold: is('onHold', true),
      confirmed: is('status', 'confirmed'),
      voided: is('status', 'voided'),
      unpaid: is('payment', 'open', 'part'),
      paid: is('payment', 'paid'),
    },
    empty: ['hold'],
  },
  {
    list: 'invoices.open',
    field: 'chip',
    chips: {
      'past-due': above('daysPastDue'),
      'no-link': row => row.link === null,
      'opened-unpaid': ({ link }) => link !== null && link.openedAt !== null && link.state !== 'paid',
      undelivered: is('mailState', 'undelivered'),
    },
  },
  {
    list: 'payments.history',
    field: 'kind',
    chips: { payment: is('kind', 'payment'), refund: is('kind', 'refund'), nsf: is('kind', 'nsf') },
    empty: ['refund', 'nsf'],
  },
  {
    list: 'credits.list',
    field: 'chip',
    chips: {
      noted: is('status', 'new'),
      waiting: is('status', 'pending-review', 'resubmitted'),
      rejected: is('status', 'rejected'),
      approved: is('status', 'approved'),
      left: above('leftCents'),
    },
    empty: ['noted', 'rejected'],
  },
  {
    list: 'aging.customers',
    field: 'chip',
    chips: {
      'past-due': above('pastDueCents'),
      'over-limit': is('isOverLimit', true),
      'on-hold': is('creditHold', true),
      credits: above('openCreditsCents'),
      'no-statement': is('statement', null),
    },
    more: { asOf: '2026-11-25' },
  },
  {
    list: 'customers.list',
    field: 'only',
    chips: { hold: is('creditHold', true), 'over-limit': is('overLimit', true) },
  },
]

let desktop: Awaited<ReturnType<typeof tradingDesktop>>
beforeAll(async () => {
  desktop = await tradingDesktop()
})
afterAll(() => desktop.stop())

test.each(LISTS.flatMap(({ list, chips }) => Object.keys(chips).map(chip => [list, chip] as const)))(
  '%s: under “%s” stands what its rows say of themselves, in the list’s order',
  async (list, chip) => {
    const { field, chips, empty = [], more = {} } = LISTS.find(each => each.list === list)!
    const asked = async (value: string) => {
      const { rows, count } = await desktop.ask(list, { ...more, [field]: value, limit: 1000 })
      expect(count).toBe((rows as Row[]).length)
      return rows as Row[]
    }
    const expected = (await asked('all')).filter(chips[chip]!)
    expect(await asked(chip)).toEqual(expected)
    expect(expected.length === 0).toBe(empty.includes(chip))
  },
)
