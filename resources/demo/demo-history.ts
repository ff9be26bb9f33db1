import { addDays, type BusinessDate } from '../../shared/lib/dates.ts'
import { deriveId } from '../../shared/lib/ids.ts'
import { type SeededRandom, seededRandom } from '../../shared/lib/seeded-random.ts'
import { instantAt, tradeOn, weekday, workdayFrom } from './demo-calendar.ts'
import { mailLinks } from './demo-links.ts'
import { drawLines, totalOf } from './demo-order.ts'
import type { DemoBuyer, DemoCommand, DemoStage, DemoStep } from './demo-stage.ts'
import { type DemoInvoice, openTill, type Till } from './demo-till.ts'
import { planLinks } from './plan-links.ts'

// When the bank's post is opened.
const BANK_MINUTE = 8 * 60 + 5

/** Something that happens at a minute of a day. */
interface Happening {
  minute: number
  happen(): Iterable<DemoStep>
}

/** What is planned, by date. */
type Diary = Map<BusinessDate, Happening[]>

/** A year of the demo company's days, each played from morning to evening; payers come `withPayers` only. */
export function* playYear(stage: DemoStage, withPayers: boolean): Generator<DemoStep> {
  const diary: Diary = new Map()
  const till = openTill(stage, (date, happen) =>
    plan(diary, date, BANK_MINUTE, () => happen(instantAt(date, BANK_MINUTE))),
  )
  const complaints = seededRandom(2_026)
  if (withPayers) planLinks(stage, till, (date, minute, happen) => plan(diary, date, minute, happen))
  for (let date = stage.start; date < stage.today; date = addDays(date, 1)) {
    for (const buyer of stage.buyers) {
      if (buys(stage, buyer, date)) planOrder(stage, diary, till, buyer, date, complaints)
      if (buyer.custom.habit === 'monthly' && isMonthlyPayday(date))
        plan(diary, date, minuteOf(stage.random), () => till.payMonth(buyer, date))
      if (buyer.custom.habit === 'in-parts' && isFortnightlyPayday(date))
        plan(diary, date, minuteOf(stage.random), () => till.payRoundSum(buyer, date))
    }
    yield* playDay(diary, date)
  }
  yield* mailLinks(stage, till)
}

// What happens may plan more for the same day, later or at once.
function* playDay(diary: Diary, date: BusinessDate): Generator<DemoStep> {
  for (;;) {
    const today = diary.get(date) ?? []
    const next = today.toSorted((a, b) => a.minute - b.minute)[0]
    if (!next) break
    diary.set(
      date,
      today.filter(happening => happening !== next),
    )
    yield* next.happen()
  }
  diary.delete(date)
}

function plan(diary: Diary, date: BusinessDate, minute: number, happen: Happening['happen']): void {
  diary.set(date, [...(diary.get(date) ?? []), { minute, happen }])
}

function minuteOf(random: SeededRandom): number {
  return random.between(8 * 60, 17 * 60)
}

const STOPPED_BUYING_DAYS = 65
const STOPPED_PAYING_DAYS = 120

function buys({ random, today }: DemoStage, { custom, row }: DemoBuyer, date: BusinessDate): boolean {
  const drawn = random.chance(custom.perWeek * tradeOn(date))
  const gone = custom.habit === 'stopped' && date > addDays(today, -STOPPED_BUYING_DAYS)
  return drawn && row.active && !gone
}

function isMonthlyPayday(date: BusinessDate): boolean {
  return date === workdayFrom(`${date.slice(0, 8)}10`)
}

function isFortnightlyPayday(date: BusinessDate): boolean {
  return weekday(date) === 5 && Number(date.slice(8)) % 14 < 7
}

/** An order is entered; most are confirmed the same day or the next, some of the last days wait, a few are withdrawn. */
function planOrder(
  stage: DemoStage,
  diary: Diary,
  till: Till,
  { custom, row }: DemoBuyer,
  date: BusinessDate,
  complaints: SeededRandom,
): void {
  const { random, give } = stage
  const minute = minuteOf(random)
  plan(diary, date, minute, function* () {
    const at = instantAt(date, minute)
    const orderId = stage.newId(at)
    const number = stage.takeNumber('order')
    const salesId = stage.userId(custom.salesperson)
    const lines = drawLines(
      random,
      custom,
      stage.products.filter(product => product.active),
      () => stage.newId(at),
    )
    const ahead = date >= addDays(stage.today, -20) && random.chance(0.14)
    const shipOn = workdayFrom(addDays(date, ahead ? random.between(14, 35) : random.between(1, 3)))
    yield give(
      'order.create',
      {
        orderId,
        number,
        customerId: row.id,
        orderedOn: date,
        shipOn,
        carrier: row.carrier,
        shipToId: custom.shipTo && random.chance(0.5) ? 'second' : 'own',
        poNumber: row.poRequired || random.chance(0.3) ? poNumber(random, custom.name) : '',
        reference: row.carrier === 'Armellini' ? `729-${random.between(10_000_000, 99_999_999)}` : '',
        salespersonId: salesId,
        buyerContactId: custom.buyer ? 'buyer' : null,
        warehouseNote: random.chance(0.06) ? random.pick(WAREHOUSE_NOTES) : '',
        invoiceNote: random.chance(0.04) ? 'Thank you for your order.' : '',
        lines,
        charges: null,
      },
      at,
      salesId,
    )
    const edited = random.chance(0.05) ? lines.find(line => line.boxes > 0) : undefined
    if (edited) {
      const changes = { boxes: { from: edited.boxes, to: edited.boxes + 1 } }
      const { lineId: _, ...seen } = { ...edited }
      edited.boxes += 1
      yield give(
        'order.change-line',
        { orderId, lineId: edited.lineId, changes, seen: { ...seen, position: lines.indexOf(edited) + 1 } },
        at + 240_000,
        salesId,
      )
    }
    if (random.chance(0.012)) {
      yield give('order.void', { orderId, voidedOn: date, releasePayments: false }, at + 600_000, salesId)
      return
    }
    const confirmOn = random.chance(0.6) ? date : workdayFrom(addDays(date, random.between(1, 2)))
    const waits =
      ahead || confirmOn >= stage.today || (confirmOn >= addDays(stage.today, -2) && random.chance(0.3))
    if (waits && random.chance(0.4)) return
    if (waits || random.chance(0.25)) yield give('order.place', { orderId }, at + 300_000, salesId)
    if (waits) return
    const totalCents = totalOf(lines, row.taxBps, stage.company.boxTypes)
    plan(diary, confirmOn, Math.min(minute + 20, 17 * 60), () =>
      confirm(
        stage,
        diary,
        till,
        { custom, row },
        { orderId, number, issuedOn: confirmOn, totalCents },
        complaints,
      ),
    )
  })
}

const WAREHOUSE_NOTES = [
  'Keep below 36°F, customer checks.',
  'Pull from the newest lot.',
  'Ice packs in every box.',
  'Driver calls ahead.',
]

function poNumber(random: SeededRandom, name: string): string {
  const initials = name.replaceAll(/[^A-Z ]/g, '').replaceAll(' ', '')
  return `${initials.slice(0, 3) || 'PO'}-${random.between(1000, 9999)}`
}

/** The invoice is issued; how its customer pays decides when money comes. */
function* confirm(
  stage: DemoStage,
  diary: Diary,
  till: Till,
  buyer: DemoBuyer,
  order: { orderId: string; number: string; issuedOn: BusinessDate; totalCents: number },
  complaints: SeededRandom,
): Generator<DemoCommand> {
  const { random, give } = stage
  const { custom, row } = buyer
  const { orderId, number, issuedOn, totalCents } = order
  const minute = minuteOf(random)
  const at = instantAt(issuedOn, minute)
  const prepaid = custom.habit === 'prepay' && random.chance(0.9)
  if (prepaid) yield* till.receiveUnapplied(buyer, issuedOn, at, totalCents)
  const salesId = stage.userId(custom.salesperson)
  const confirmed = give('order.confirm', { orderId, issuedOn, expectedTotalCents: totalCents }, at, salesId)
  yield confirmed
  if (random.chance(0.01)) {
    yield give(
      'order.void',
      { orderId, voidedOn: issuedOn, releasePayments: false },
      at + 900_000,
      stage.userId('Elena'),
    )
    return
  }
  const days = stage.company.terms.find(terms => terms.code === row.termsCode)!.days
  const invoice: DemoInvoice = {
    id: deriveId(confirmed.id, 0),
    number,
    issuedOn,
    dueOn: addDays(issuedOn, days),
    openCents: totalCents,
    // Old quarrels are settled; those of the last months stand.
    askedByLink: false,
    disputed: random.chance(issuedOn > addDays(stage.today, -110) ? 0.04 : 0.006),
  }
  till.take(buyer, invoice)
  yield* till.applyUnapplied(buyer, issuedOn, at + 60_000)
  // Some of the last days, or there would be nothing to approve.
  const isRecent = issuedOn > addDays(stage.today, -8)
  if (complaints.chance(isRecent ? 0.3 : 0.035))
    planCredit(stage, diary, buyer, invoice, totalCents, complaints)
  const payOn = paidOn(random, buyer, invoice)
  if (payOn !== null && payOn < addDays(stage.today, custom.habit === 'stopped' ? -STOPPED_PAYING_DAYS : 0))
    plan(diary, payOn, minuteOf(random), () => till.payDue(buyer, invoice, payOn))
}

// The customer calls about wilted stems: Sales asks for a credit, the manager approves most of them the next day.
function planCredit(
  stage: DemoStage,
  diary: Diary,
  { custom, row }: DemoBuyer,
  invoice: DemoInvoice,
  totalCents: number,
  random: SeededRandom,
): void {
  const { give } = stage
  const creditedOn = workdayFrom(addDays(invoice.issuedOn, random.between(1, 3)))
  const [reason, description] = random.pick(COMPLAINTS)
  const amountCents = Math.round((totalCents * random.between(4, 22)) / 100)
  const isRejected = random.chance(0.12)
  const minute = 9 * 60 + random.between(0, 6 * 60)
  plan(diary, creditedOn, minute, function* () {
    const at = instantAt(creditedOn, minute)
    const creditId = stage.newId(at)
    yield give(
      'credit.create',
      {
        creditId,
        number: stage.takeNumber('payment'),
        customerId: row.id,
        invoiceId: invoice.id,
        reason,
        creditedOn,
        lines: [{ lineId: null, description, amountCents }],
        note: '',
        submit: true,
      },
      at,
      stage.userId(custom.salesperson),
    )
    const answeredOn = workdayFrom(addDays(creditedOn, 1))
    // The last ones wait to be looked at.
    if (answeredOn >= addDays(stage.today, -4)) return
    plan(diary, answeredOn, 10 * 60, function* () {
      const then = instantAt(answeredOn, 10 * 60)
      const manager = stage.userId('Elena')
      if (isRejected) {
        yield give('credit.reject', { creditId, note: 'Please send a picture of the boxes.' }, then, manager)
        return
      }
      const approval = { creditId, approvedOn: answeredOn, expectedTotalCents: amountCents }
      yield give('credit.approve', approval, then, manager)
      invoice.openCents -= Math.min(invoice.openCents, amountCents)
    })
  })
}

const COMPLAINTS = [
  ['Damaged', 'Botrytis in the bottom layer'],
  ['Short shipped', 'One bunch missing per box'],
  ['Wrong variety', 'Freedom instead of Explorer'],
  ['Late delivery', 'Arrived a day late, heads open'],
  ['Price correction', 'Agreed price was lower'],
] as const

function paidOn(
  random: SeededRandom,
  { custom: { habit } }: DemoBuyer,
  { issuedOn, dueOn }: DemoInvoice,
): BusinessDate | null {
  if (habit === 'same-day') return random.chance(0.93) ? issuedOn : workdayFrom(addDays(issuedOn, 3))
  if (habit === 'prompt') return workdayFrom(addDays(dueOn, random.between(-2, 4)))
  if (habit === 'late' || habit === 'stopped') return workdayFrom(addDays(dueOn, random.between(9, 52)))
  if (habit === 'prepay') return workdayFrom(addDays(issuedOn, 5))
  return null
}
