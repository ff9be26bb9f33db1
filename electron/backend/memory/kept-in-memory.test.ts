import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CompanyRow } from '../../../shared/domain/company/company-row.ts'
import { fold } from '../../../shared/domain/fold.ts'
import { addDays } from '../../../shared/lib/dates.ts'
import { ASKS } from '../../../shared/protocol/desk.ts'
import { aCustomer, anInvoice } from '../../../shared/testing/builders.ts'
import { accepted, aDesk, type Desk } from '../../../shared/testing/desk.ts'
import { createAgingBook } from '../aging/aging-book.ts'
import { customersList } from '../store/queries/customers-list.ts'
import { invoicesOpen } from '../store/queries/invoices-open.ts'
import { ordersSummary } from '../store/queries/orders-summary.ts'
import { paymentsHistory } from '../store/queries/payments-history.ts'
import {
  onConnection,
  type QueryContext,
  rememberedUntilChange,
  statementCache,
} from '../store/queries/query-context.ts'
import { desktopUnderTest } from '../testing/desktop-under-test.ts'
import { memoryRelay } from '../testing/memory-relay.ts'
import { createCustomerRoll } from './customer-roll.ts'
import { createOpenInvoices, lowerPlain } from './open-invoices.ts'
import { createTallies } from './tallies.ts'

const TODAY = '2026-11-25'

type Here = ReturnType<typeof desktopUnderTest>

/** What a desktop keeps in memory, beside the same made anew from the tables. */
function kept(here: Here, userId: string, now: number) {
  const { remember, forget } = rememberedUntilChange()
  here.onChange(tables => forget(tables))
  const roll = createCustomerRoll(here.onChange)
  const open = createOpenInvoices(here.onChange)
  const tallies = createTallies(here.onChange)
  const breathe = async () => undefined
  const book = createAgingBook(here.onChange, roll, breathe)
  const sql = statementCache(here.profile.reader)
  const q = (ownerId: string | null): QueryContext => ({
    sql,
    rows: here.rows,
    company: here.row('companies', 'company') as CompanyRow,
    user: { id: userId } as QueryContext['user'],
    ownerId,
    today: TODAY,
    now,
    remember,
    roll: () => roll({ sql }),
    open: () => open({ sql }),
    tallies,
  })
  return {
    q,
    bare: (ownerId: string | null) => onConnection(q(ownerId), sql, here.rows),
    book,
    anew: () =>
      createAgingBook(
        () => undefined,
        createCustomerRoll(() => undefined),
        breathe,
      ),
  }
}

const CHIPS = ['all', 'past-due', 'no-link', 'opened-unpaid', 'undelivered'] as const
/** Every sort of open invoices up and down, and a word that is none, chips in turn. */
const ORDERS = [
  ...['number', 'customerName', 'issuedOn', 'dueOn', 'terms', 'poNumber', 'salespersonName', 'totalCents'],
  ...['paidCents', 'openCents', 'daysPastDue', 'bucket', 'emailedAt', 'link', ''],
].flatMap((sort, at) =>
  [false, true].map((descending, down) => ({ sort, descending, chip: CHIPS[(at * 2 + down) % 3] })),
)

/** An invoice is emailed with a link, and the mail goes out at an instant. */
function mailed(desk: Desk, invoiceId: string, at: number): void {
  const [linkId, mailId] = [desk.newId(), desk.newId()]
  const recipients = [{ mailId, address: 'pay@petal.example' }]
  desk.must('document.email', { invoiceId, recipients, subject: 'Invoice', message: '', linkId })
  const sent = { state: 'sent' as const, attempts: 1, error: '', tokenLast4: 'x9_Z' }
  accepted(desk.relay('mail.record', { mailId, at, ...sent }))
}

async function expectSame({ q, bare, book, anew }: ReturnType<typeof kept>, ownerId: string) {
  for (const on of [TODAY, addDays(TODAY, 3), addDays(TODAY, -20), '2026-09-30'])
    for (const owner of [null, ownerId])
      expect(await book.aged(q(owner), on), `aging of ${on}`).toEqual(await anew().aged(q(owner), on))
  for (const owner of [null, ownerId]) {
    for (const filter of [
      {},
      { chip: 'past-due' },
      { search: 'petal' },
      { search: 'petal', sort: 'customerName' },
      { search: '10' },
      { search: '100.01' },
      { search: '$100', sort: 'customerName' },
      { search: '100,01 €' },
      { search: '-100.0', sort: 'openCents' },
      { bucket: 1 },
      ...ORDERS.map((order, at) => ({ ...order, search: ['10', 'petal', '0', 'p'][at % 4]! })),
    ]) {
      const input = ASKS['invoices.open'].parse({ sort: 'number', ...filter })
      expect(invoicesOpen(q(owner), input)).toEqual(invoicesOpen(bare(owner), input))
    }
    for (const status of ['all', 'confirmed', 'pending']) {
      const input = ASKS['orders.summary'].parse({ status })
      expect(ordersSummary(q(owner), input)).toEqual(ordersSummary(bare(owner), input))
    }
    for (const filter of [{}, { from: '2026-11-01' }, { from: '2026-10-01', to: '2026-10-31' }]) {
      const input = ASKS['payments.history'].parse(filter)
      expect(paymentsHistory(q(owner), input)).toEqual(paymentsHistory(bare(owner), input))
    }
    for (const filter of [
      {},
      { search: 'petal' },
      { active: 'all' },
      { sort: 'openCents' },
      { sort: 'salespersonName' },
    ]) {
      const input = ASKS['customers.list'].parse(filter)
      expect(customersList(q(owner), input)).toEqual(customersList(bare(owner), input))
    }
  }
}

const step = fc.record({
  kind: fc.constantFrom(
    'pay',
    'pay',
    'draft',
    'confirm',
    'rename',
    'sales',
    'add',
    'void',
    'mail',
    'refused',
    'elsewhere',
    'exchange',
  ),
  who: fc.nat(5),
  which: fc.nat(30),
  cents: fc.integer({ min: 1, max: 900_00 }),
  on: fc.constantFrom('2026-09-12', '2026-10-20', '2026-11-20', TODAY, addDays(TODAY, 2)),
})

test('what is kept in memory is what the tables say, whatever happens here, elsewhere and at the relay', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async steps => {
      const desk = aDesk()
      const customers = [0, 1, 2].map(
        at => aCustomer(desk, { name: `Petal ${at}`, ...(at === 0 && { salespersonId: desk.userId }) }).id,
      )
      const issued: string[] = []
      for (const [at, customerId] of customers.entries())
        for (const issuedOn of ['2026-08-20', '2026-10-20', TODAY])
          issued.push(anInvoice(desk, { customerId, issuedOn, totalCents: 100_00 + at }).id)
      for (const [at, id] of issued.entries())
        if (at % 2 === 0) mailed(desk, id, desk.clock.now() - at * 60_000)
      const relay = memoryRelay(desk)
      relay.adopt()
      const here = desktopUnderTest(desk, relay)
      try {
        await here.exchange()
        const memory = kept(here, desk.userId, desk.clock.now())
        await expectSame(memory, desk.userId)
        for (const { kind, who, which, cents, on } of steps) {
          const there = customers.filter(id => here.row('customers', id) !== null)
          const customerId = there[who % there.length]!
          const open = here.profile.reader
            .prepare('SELECT id, openCents FROM invoices WHERE customerId = ? AND openCents > 0 ORDER BY id')
            .all(customerId) as { id: string; openCents: number }[]
          const invoice = open[which % Math.max(1, open.length)]
          const paid = Math.min(cents, invoice?.openCents ?? 0)
          const payment = {
            paymentId: here.newId(),
            customerId,
            receivedOn: on > TODAY ? TODAY : on,
            method: 'Check',
            reference: '',
            totalCents: cents,
            note: '',
            applications: invoice && kind === 'pay' ? [{ invoiceId: invoice.id, amountCents: paid }] : [],
          }
          if (kind === 'pay') here.give('payment.receive', payment)
          if (kind === 'refused')
            here.give('payment.receive', {
              ...payment,
              applications: [{ invoiceId: here.newId(), amountCents: cents }],
            })
          if (kind === 'elsewhere') anInvoice(desk, { customerId, issuedOn: on, totalCents: cents })
          if (kind === 'exchange') {
            relay.adopt()
            await here.exchange()
          }
          if (kind === 'rename' || kind === 'sales') {
            const row = here.row('customers', customerId)!
            const changes =
              kind === 'rename'
                ? { name: { from: row.name, to: `${'ZÅB'[which % 3]}${row.name}` } }
                : { salespersonId: { from: row.salespersonId, to: row.salespersonId ? null : desk.userId } }
            here.give('customer.change', { customerId, changes })
          }
          // Only what the relay has, too: not what was just entered here.
          if (kind === 'mail' && invoice && issued.includes(invoice.id)) {
            mailed(desk, invoice.id, desk.clock.now() + 60_000 * (cents % 7))
            relay.adopt()
            await here.exchange()
          }
          if (kind === 'void') {
            const payments = here.profile.reader
              .prepare("SELECT id FROM payments WHERE status = 'posted' ORDER BY id")
              .pluck()
              .all() as string[]
            const paymentId = payments[which % Math.max(1, payments.length)]
            if (paymentId) here.give('payment.void', { paymentId, voidedOn: TODAY })
          }
          if (kind === 'add') customers.push(aCustomer(desk, { name: `Aster ${customers.length}` }).id)
          await expectSame(memory, desk.userId)
        }
        await here.exchange()
        await expectSame(memory, desk.userId)
      } finally {
        here.remove()
      }
    }),
    { numRuns: 25, seed: 4 },
  )
}, 120_000)

test('plain text is folded as any other', () => {
  const long = (text: string) =>
    text
      .normalize('NFD')
      .replace(/\p{Diacritic}/gu, '')
      .toLowerCase()
      .replace(/\s+/g, ' ')
      .trim()
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii' }), text => void expect(fold(text)).toBe(long(text))),
  )
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), text => void expect(fold(text)).toBe(long(text))))
})

test('only plain letters lose their case, as in LIKE', () => {
  expect(lowerPlain('PO-Ä1')).toBe('po-Ä1')
})
