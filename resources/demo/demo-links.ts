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

const MINUTE = 18 * 60
const MOST_ASKED = 8

/**
 * The mails with payment links that receivables sent last evening. The history before it was traded without mail: whoever
 * starts the demo finds no post of a year in the inbox, and no link for what was paid long ago.
 */
export function* mailLinks(stage: DemoStage, till: Till): Generator<DemoCommand> {
  const { give } = stage
  const by = stage.userId('Lucía')
  let at = instantAt(addDays(stage.today, -1), MINUTE)
  for (const [code, what] of ASKED) {
    const buyer = stage.buyers.find(({ row }) => row.code === code)
    const open = buyer === undefined ? [] : till.openOf(buyer)
    const [oldest] = open
    if (buyer === undefined || oldest === undefined) continue
    at += 240_000
    const linkId = stage.newId(at)
    const { language, invoiceEmails } = buyer.row
    const common = {
      recipients: invoiceEmails.map(address => ({ mailId: stage.newId(at), address })),
      message: '',
      linkId,
    }
    if (what === 'all' && open.length > 1) {
      const subject =
        language === 'es' ? `Facturas de ${DEMO_COMPANY.name}` : `Open invoices of ${DEMO_COMPANY.name}`
      const invoiceIds = open.slice(0, MOST_ASKED).map(invoice => invoice.id)
      yield give('links.email', { ...common, customerId: buyer.row.id, invoiceIds, subject }, at, by)
    } else {
      const subject = subjectOf(oldest, buyer)
      yield give('document.email', { ...common, invoiceId: oldest.id, subject }, at, by)
    }
    if (what === 'taken-back') yield give('link.revoke', { linkId }, at + 60_000, by)
  }
}

function subjectOf({ number }: DemoInvoice, { row: { language } }: DemoBuyer): string {
  return language === 'es'
    ? `Factura ${number} de ${DEMO_COMPANY.name}`
    : `Invoice ${number} from ${DEMO_COMPANY.name}`
}
