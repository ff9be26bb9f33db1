import { addDays, type BusinessDate } from '../../shared/lib/dates.ts'
import { seededRandom } from '../../shared/lib/seeded-random.ts'
import { instantAt, workdayFrom } from './demo-calendar.ts'
import { ASKED_LAST_EVENING, linkMail } from './demo-links.ts'
import type { DemoBuyer, DemoStage, DemoStep } from './demo-stage.ts'
import type { DemoInvoice, Till } from './demo-till.ts'

/** What became of a link. */
type Ending =
  | 'paid' // within hours
  | 'paid-later' // the day after it was opened, within the link's 24 hours
  | 'paid-twice' // by check, too, while the payer was at the bank's page
  | 'unopened'
  | 'opened' // last night: still good all of today
  | 'declined' // the same, after a try with a card that was declined
  | 'expired' // opened days ago, never paid
  | 'undelivered' // the address does not exist

/** The links of the last weeks, each sent to another customer, so many days ago. */
const STORIES: readonly [daysAgo: number, ending: Ending, invoices: 'one' | 'all'][] = [
  [27, 'paid', 'one'],
  [25, 'paid-later', 'one'],
  [22, 'unopened', 'one'],
  [20, 'paid', 'all'],
  [18, 'paid-later', 'one'],
  [15, 'paid', 'one'],
  [13, 'unopened', 'one'],
  [12, 'expired', 'one'],
  [11, 'paid', 'all'],
  [10, 'paid-twice', 'one'],
  [8, 'paid-later', 'one'],
  [7, 'undelivered', 'one'],
  [6, 'unopened', 'one'],
  [5, 'declined', 'one'],
  [5, 'paid', 'one'],
  [4, 'opened', 'one'],
]

/** What one link asks for, in cents: nobody here pays more by card. */
const MOST_CENTS = 6_000_00
const LEAST_CENTS = 25_00
/** Test cards of the sandbox: those that are good, and what others do. */
const GOOD_CARDS = ['4242424242424242', '5555555555554444', '378282246310005']
const DECLINED_CARD = '4000000000009995'
const ASKING_CARD = '4000002760003184'
const PAYOUT_MINUTE = 6 * 60

type Plan = (date: BusinessDate, minute: number, happen: () => Iterable<DemoStep>) => void

/**
 * Plans the payment links of the last weeks and what payers did with them. What is asked by link waits for its payer: no
 * check pays it beside.
 */
export function planLinks(stage: DemoStage, till: Till, plan: Plan): void {
  const random = seededRandom(2_028)
  const asked = new Set<DemoBuyer>()
  for (const [daysAgo, ending, invoices] of STORIES) {
    const sentOn = workdayFrom(addDays(stage.today, -daysAgo))
    const minute = random.between(9 * 60 + 30, 14 * 60)
    const wait = random.between(35, 150)
    const card = random.pick(GOOD_CARDS)
    plan(sentOn, minute, function* () {
      const found = findAsked(stage, till, asked, sentOn, ending, invoices)
      if (found === null) return
      const { buyer, open } = found
      asked.add(buyer)
      const at = instantAt(sentOn, minute)
      const linkId = stage.newId(at)
      const command = linkMail(stage, buyer, open, linkId, at)
      for (const invoice of open) invoice.askedByLink = true
      yield { deed: 'post', at, command, bounces: ending === 'undelivered' }
      planPayer(stage, till, plan, { buyer, open, linkId, ending, card, sentOn, minute: minute + wait })
    })
  }
}

/** Whom to ask, and for what: who will pay is asked for what is due next, the others for what has been open the longest. */
function findAsked(
  stage: DemoStage,
  till: Till,
  asked: ReadonlySet<DemoBuyer>,
  sentOn: BusinessDate,
  ending: Ending,
  invoices: 'one' | 'all',
): { buyer: DemoBuyer; open: DemoInvoice[] } | null {
  const pays = ending.startsWith('paid')
  const isCandidate = ({ row }: DemoBuyer) =>
    row.paymentLinksEnabled &&
    !ASKED_LAST_EVENING.has(row.code) &&
    (pays ? row.active && !row.creditHold && row.paymentMethod !== 'Wire' : row.invoiceEmails.length === 1)
  const found = stage.buyers
    .filter(buyer => !asked.has(buyer) && isCandidate(buyer))
    .map(buyer => {
      const open = (pays ? till.openOf(buyer) : till.owedBy(buyer)).filter(
        invoice => invoice.issuedOn < sentOn && invoice.openCents >= LEAST_CENTS,
      )
      return { buyer, open: open.slice(0, invoices === 'all' ? 3 : 1) }
    })
    .filter(({ open }) => open.length >= (invoices === 'all' ? 2 : 1))
    .filter(({ open }) => open.reduce((sum, invoice) => sum + invoice.openCents, 0) <= MOST_CENTS)
  const oldest = ({ open }: (typeof found)[number]) => open[0]!.dueOn
  return (pays ? found : found.toSorted((a, b) => (oldest(a) < oldest(b) ? -1 : 1)))[0] ?? null
}

interface Sent {
  buyer: DemoBuyer
  open: DemoInvoice[]
  linkId: string
  ending: Ending
  /** What it is paid with. */
  card: string
  sentOn: BusinessDate
  /** When it is opened, where it is opened on its day. */
  minute: number
}

function planPayer(stage: DemoStage, till: Till, plan: Plan, sent: Sent): void {
  const { linkId, buyer, open, ending, card, sentOn, minute } = sent
  const receiptTo = buyer.row.invoiceEmails[0] ?? ''
  const pay = (card: string, at: number) => ({ deed: 'pay', at, linkId, card, receiptTo }) as const
  if (ending === 'unopened' || ending === 'undelivered') return
  // Links are good for 24 hours from the first look: these were looked at late, and are good all of today.
  const isLastNight = ending === 'opened' || ending === 'declined'
  const openedOn = isLastNight ? addDays(stage.today, -1) : sentOn
  const openedAt = isLastNight ? (ending === 'opened' ? 23 * 60 + 24 : 22 * 60 + 52) : minute
  plan(openedOn, openedAt, function* () {
    yield { deed: 'open', at: instantAt(openedOn, openedAt), linkId }
    if (ending === 'declined') yield pay(DECLINED_CARD, instantAt(openedOn, openedAt + 4))
    if (ending === 'opened' || ending === 'declined' || ending === 'expired') return
    const paidOn = ending === 'paid-later' ? addDays(sentOn, 1) : sentOn
    const paidAt = ending === 'paid-later' ? minute - 30 : minute + 3
    plan(paidOn, paidAt, function* () {
      const at = instantAt(paidOn, paidAt)
      if (ending !== 'paid-twice') yield pay(card, at)
      else {
        yield pay(ASKING_CARD, at)
        yield* till.receiveCheck(buyer, paidOn, at + 120_000, open)
        yield { deed: 'approve', at: at + 240_000, linkId }
      }
      till.settleByLink(buyer, open)
    })
    const paidOutOn = workdayFrom(addDays(paidOn, 1))
    plan(paidOutOn, PAYOUT_MINUTE, () => [{ deed: 'payout', at: instantAt(paidOutOn, PAYOUT_MINUTE) }])
  })
}
