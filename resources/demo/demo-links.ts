import { addDays } from '../../shared/lib/dates.ts'
import { instantAt } from './demo-calendar.ts'
import { DEMO_COMPANY } from './demo-company.ts'
import type { DemoBuyer, DemoCommand, DemoStage } from './demo-stage.ts'
import type { DemoInvoice, Till } from './demo-till.ts'

/** Who was asked by link last evening, and for what: one invoice, all that is open, or one whose link was taken back. */
const ASKED: readonly [code: string, what: 'one' | 'all' | 'taken-back'][] = [
  ['PETAL', 'all'],
  ['GARDENIA', 'one'],
  ['BLOOMST', 'one'],
  ['WEDWORKS', 'all'],
  ['HARBOR', 'one'],
  ['SEASIDE', 'all'],
  ['MANHAT', 'one'],
  ['BLACKTHN', 'taken-back'],
  ['ASTORIA', 'one'],
]

/** The customers whose links of last evening wait for whoever tries the demo. */
export const ASKED_LAST_EVENING: ReadonlySet<string> = new Set(ASKED.map(([code]) => code))

const MINUTE = 18 * 60
const MOST_ASKED = 8

/**
 * The mails with payment links that receivables sent last evening: these go out at the first start, so that whoever starts
 * the demo finds them in the inbox, and their links unopened.
 */
export function* mailLinks(stage: DemoStage, till: Till): Generator<DemoCommand> {
  const { give } = stage
  let at = instantAt(addDays(stage.today, -1), MINUTE)
  for (const [code, what] of ASKED) {
    const buyer = stage.buyers.find(({ row }) => row.code === code)
    const open = buyer === undefined ? [] : till.openOf(buyer)
    if (buyer === undefined || open.length === 0) continue
    at += 240_000
    const linkId = stage.newId(at)
    yield linkMail(stage, buyer, what === 'all' ? open : open.slice(0, 1), linkId, at)
    if (what === 'taken-back') yield give('link.revoke', { linkId }, at + 60_000, stage.userId('Lucía'))
  }
}

/** The command by which receivables asks a customer for these invoices, oldest due first, with a new link. */
export function linkMail(
  stage: DemoStage,
  buyer: DemoBuyer,
  invoices: readonly DemoInvoice[],
  linkId: string,
  at: number,
): DemoCommand {
  const { give } = stage
  const by = stage.userId('Lucía')
  const { language, invoiceEmails, id: customerId } = buyer.row
  const common = {
    recipients: invoiceEmails.map(address => ({ mailId: stage.newId(at), address })),
    message: '',
    linkId,
  }
  const asked = invoices.slice(0, MOST_ASKED)
  const isSpanish = language === 'es'
  if (asked.length > 1) {
    const subject = isSpanish ? `Facturas de ${DEMO_COMPANY.name}` : `Open invoices of ${DEMO_COMPANY.name}`
    const invoiceIds = asked.map(invoice => invoice.id)
    return give('links.email', { ...common, customerId, invoiceIds, subject }, at, by)
  }
  const { id: invoiceId, number } = asked[0]!
  const subject = isSpanish
    ? `Factura ${number} de ${DEMO_COMPANY.name}`
    : `Invoice ${number} from ${DEMO_COMPANY.name}`
  return give('document.email', { ...common, invoiceId, subject }, at, by)
}
