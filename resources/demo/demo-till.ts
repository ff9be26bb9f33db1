import { addDays, type BusinessDate } from '../../shared/lib/dates.ts'
import { deriveId } from '../../shared/lib/ids.ts'
import { seededRandom } from '../../shared/lib/seeded-random.ts'
import { instantAt, workdayFrom } from './demo-calendar.ts'
import type { DemoBuyer, DemoCommand, DemoStage } from './demo-stage.ts'

/** What is left to pay on one invoice. */
export interface DemoInvoice {
  id: string
  number: string
  issuedOn: BusinessDate
  dueOn: BusinessDate
  openCents: number
  /** The customer won't pay it until someone talks to them. */
  disputed: boolean
  /** Asked for by a payment link, by which alone it is paid. */
  askedByLink: boolean
}

interface Account {
  invoices: DemoInvoice[]
  unapplied: { paymentId: string; cents: number }[]
  lastCheck: number
}

/** The demo company's till: keeps what each customer owes and records what comes in, with the slips of real life. */
export interface Till {
  take(buyer: DemoBuyer, invoice: DemoInvoice): void
  /** What the customer would pay, oldest due first. */
  openOf(buyer: DemoBuyer): DemoInvoice[]
  /** The same with what they won't, as far as no link asks for it yet. */
  owedBy(buyer: DemoBuyer): DemoInvoice[]
  /** Pays an invoice and what else is due by then; nothing when it was paid meanwhile. */
  payDue(buyer: DemoBuyer, invoice: DemoInvoice, date: BusinessDate): Generator<DemoCommand>
  /** Pays everything issued before this month. */
  payMonth(buyer: DemoBuyer, date: BusinessDate): Generator<DemoCommand>
  /** Pays about a third of what is owed, in whole hundreds. */
  payRoundSum(buyer: DemoBuyer, date: BusinessDate): Generator<DemoCommand>
  /** Money for an order that is not confirmed yet. */
  receiveUnapplied(buyer: DemoBuyer, date: BusinessDate, at: number, cents: number): Generator<DemoCommand>
  /** A check for just these invoices, though they are asked for by link. */
  receiveCheck(
    buyer: DemoBuyer,
    date: BusinessDate,
    at: number,
    invoices: readonly DemoInvoice[],
  ): Generator<DemoCommand>
  /** These were paid by link, which uses up what came in before. */
  settleByLink(buyer: DemoBuyer, invoices: readonly DemoInvoice[]): void
  /** Uses what came in before on the invoices now open. */
  applyUnapplied(buyer: DemoBuyer, date: BusinessDate, at: number): Generator<DemoCommand>
}

/** Plans what happens on a later day, at an hour of the bank's. */
type Later = (date: BusinessDate, happen: (at: number) => Iterable<DemoCommand>) => void

/** Opens an empty till. */
export function openTill(stage: DemoStage, later: Later): Till {
  const { random, give } = stage
  const bank = seededRandom(2_027)
  const accounts = new Map<string, Account>()
  // A demo without a task to look at would hide that there are any.
  let typedTwiceLately = false
  const accountOf = ({ row }: DemoBuyer): Account => {
    const account = accounts.get(row.id) ?? {
      invoices: [],
      unapplied: [],
      lastCheck: random.between(1100, 4800),
    }
    accounts.set(row.id, account)
    return account
  }
  const owedBy = (buyer: DemoBuyer) =>
    accountOf(buyer)
      .invoices.filter(invoice => invoice.openCents > 0 && !invoice.askedByLink)
      .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
  const openOf = (buyer: DemoBuyer) => owedBy(buyer).filter(invoice => !invoice.disputed)

  function* receive(
    buyer: DemoBuyer,
    date: BusinessDate,
    at: number,
    totalCents: number,
    invoices: readonly DemoInvoice[],
  ): Generator<DemoCommand> {
    const account = accountOf(buyer)
    const method = methodOf(buyer)
    const by = stage.userId(method === 'Wire' ? 'Lucía' : 'Maria')
    account.lastCheck += random.between(1, 3)
    const reference =
      method === 'Check'
        ? String(account.lastCheck)
        : method === 'Wire'
          ? `FT${random.between(10_000_000, 99_999_999)}`
          : ''
    const { applications, leftCents } = spread(totalCents, invoices)
    const payment = (cents: number, when: number, applied: typeof applications, note = '') =>
      give(
        'payment.receive',
        {
          paymentId: stage.newId(when),
          number: stage.takeNumber('payment'),
          customerId: buyer.row.id,
          receivedOn: date,
          method,
          reference,
          totalCents: cents,
          note,
          applications: applied,
        },
        when,
        by,
      )
    if (applications.length > 0 && random.chance(0.012)) {
      const slip = payment(totalCents + 9_00, at - 360_000, [], 'Amount mistyped')
      yield slip
      yield give('payment.void', { paymentId: paymentIdOf(slip), voidedOn: date }, at - 180_000, by)
    }
    const received = payment(totalCents, at, applications)
    yield received
    for (const { invoiceId, amountCents } of applications) {
      const invoice = invoices.find(candidate => candidate.id === invoiceId)!
      invoice.openCents -= amountCents
    }
    if (method === 'Check' && leftCents === 0 && applications.length > 0 && bank.chance(0.012))
      bounce(paymentIdOf(received), date, applications, invoices)
    if (leftCents > 0) account.unapplied.push({ paymentId: paymentIdOf(received), cents: leftCents })
    const isRecent = date >= addDays(stage.today, -9)
    const typedTwice = random.chance(0.004) || (isRecent && !typedTwiceLately)
    if (!typedTwice || method !== 'Check') return
    typedTwiceLately ||= isRecent
    const twin = payment(totalCents, at + 7_200_000, [])
    yield twin
    // Recent ones wait for someone to look at the task they made.
    if (isRecent) return
    yield give('payment.void', { paymentId: paymentIdOf(twin), voidedOn: date }, at + 9_000_000, by)
    yield give('task.close', { taskId: deriveId(twin.id, DUPLICATE_TASK) }, at + 9_060_000, by)
  }

  // The bank returns the check some days later: its invoices are open again, and the customer pays them another time.
  function bounce(
    paymentId: string,
    date: BusinessDate,
    applications: readonly { invoiceId: string; amountCents: number }[],
    invoices: readonly DemoInvoice[],
  ): void {
    const markedOn = workdayFrom(addDays(date, bank.between(3, 6)))
    // Fees of long ago are paid; those of the last weeks stand.
    const feeCents = markedOn > addDays(stage.today, -45) ? stage.company.nsfFeeCents : 0
    later(markedOn, function* (at) {
      yield give(
        'payment.mark-nsf',
        {
          paymentId,
          number: stage.takeNumber('payment'),
          markedOn,
          note: 'Returned by the bank: insufficient funds',
          feeCents,
          feeNumber: feeCents > 0 ? stage.takeNumber('order') : null,
        },
        at,
        stage.userId('Lucía'),
      )
      for (const { invoiceId, amountCents } of applications)
        invoices.find(candidate => candidate.id === invoiceId)!.openCents += amountCents
    })
  }

  function methodOf({ row }: DemoBuyer): string {
    return row.paymentMethod === 'Cash' && random.chance(0.4) ? 'Check' : row.paymentMethod
  }

  function* pay(buyer: DemoBuyer, date: BusinessDate, invoices: DemoInvoice[]): Generator<DemoCommand> {
    const dueCents = invoices.reduce((sum, invoice) => sum + invoice.openCents, 0)
    if (dueCents === 0) return
    const at = instantAt(date, random.between(9 * 60 + 30, 16 * 60 + 30))
    const cash = buyer.custom.habit === 'same-day'
    const short = !cash && random.chance(0.045) ? Math.round((dueCents * random.between(2, 8)) / 100) : 0
    const over = short === 0 && random.chance(0.025) ? random.pick([10_00, 20_00, 50_00, 100_00]) : 0
    yield* receive(buyer, date, at, dueCents - short + over, invoices)
    // What was held back for wilted stems is argued about, or comes with the next payment.
    const last = invoices.at(-1)
    if (last && last.openCents > 0) last.disputed = random.chance(0.4)
  }

  return {
    openOf,
    owedBy,
    take: (buyer, invoice) => void accountOf(buyer).invoices.push(invoice),
    *payDue(buyer, invoice, date) {
      if (invoice.openCents === 0 || invoice.disputed || invoice.askedByLink) return
      const until = addDays(invoice.dueOn, 3)
      yield* pay(
        buyer,
        date,
        openOf(buyer).filter(other => other.dueOn <= until),
      )
    },
    *payMonth(buyer, date) {
      const month = date.slice(0, 7)
      yield* pay(
        buyer,
        date,
        openOf(buyer).filter(invoice => invoice.issuedOn < month),
      )
    },
    *payRoundSum(buyer, date) {
      const open = openOf(buyer)
      const owedCents = open.reduce((sum, invoice) => sum + invoice.openCents, 0)
      const cents = Math.floor((owedCents * 0.3) / 100_00) * 100_00
      if (cents > 0) yield* receive(buyer, date, instantAt(date, 11 * 60), cents, open)
    },
    receiveUnapplied: (buyer, date, at, cents) => receive(buyer, date, at - 1_800_000, cents, []),
    *receiveCheck(buyer, date, at, invoices) {
      const applications = invoices.map(({ id: invoiceId, openCents }) => ({
        invoiceId,
        amountCents: openCents,
      }))
      const totalCents = applications.reduce((sum, { amountCents }) => sum + amountCents, 0)
      const account = accountOf(buyer)
      account.lastCheck += 1
      yield give(
        'payment.receive',
        {
          paymentId: stage.newId(at),
          number: stage.takeNumber('payment'),
          customerId: buyer.row.id,
          receivedOn: date,
          method: 'Check',
          reference: String(account.lastCheck),
          totalCents,
          note: '',
          applications,
        },
        at,
        stage.userId('Maria'),
      )
    },
    settleByLink(buyer, invoices) {
      for (const invoice of invoices) invoice.openCents = 0
      accountOf(buyer).unapplied = []
    },
    *applyUnapplied(buyer, date, at) {
      const account = accountOf(buyer)
      const payment = account.unapplied[0]
      if (!payment || (buyer.custom.habit !== 'prepay' && random.chance(0.85))) return
      const open = openOf(buyer)
      const { applications, leftCents } = spread(payment.cents, open)
      if (applications.length === 0) return
      for (const { invoiceId, amountCents } of applications)
        open.find(invoice => invoice.id === invoiceId)!.openCents -= amountCents
      payment.cents = leftCents
      account.unapplied = account.unapplied.filter(({ cents }) => cents > 0)
      const { paymentId } = payment
      yield give('payment.apply', { paymentId, appliedOn: date, applications }, at, stage.userId('Maria'))
    },
  }
}

// The record of `payment.receive` that says it may be a duplicate.
const DUPLICATE_TASK = 2

function paymentIdOf(command: DemoCommand): string {
  return (command.payload as { paymentId: string }).paymentId
}

function spread(cents: number, invoices: readonly DemoInvoice[]) {
  let leftCents = cents
  const applications: { invoiceId: string; amountCents: number }[] = []
  for (const { id: invoiceId, openCents } of invoices) {
    const amountCents = Math.min(leftCents, openCents)
    if (amountCents > 0) applications.push({ invoiceId, amountCents })
    leftCents -= amountCents
  }
  return { applications, leftCents }
}
