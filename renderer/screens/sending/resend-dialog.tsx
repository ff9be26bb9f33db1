import type { LinkView } from '../../../shared/protocol/send-asks.ts'
import { useToday } from '../../store/session.ts'
import { StatementMailDialog } from '../aging/statement-mail-dialog.tsx'
import { EmailDialog } from '../email-dialog/email-dialog.tsx'
import { OrderEmailDialog } from '../email-dialog/order-email-dialog.tsx'
import { LinksDialog } from './links-dialog.tsx'

/**
 * Sends what a link came with once more, with a new link, to the same addresses, which can be corrected and saved. The newest
 * link is then the one to use.
 */
export function ResendDialog({ view, onClose }: { view: LinkView; onClose(): void }) {
  const today = useToday()
  const { customerId, kind, sentTo, statementKind } = view.link
  const start = { addresses: sentTo, remember: view.mails.some(mail => mail.state === 'undelivered') }
  const [first, ...others] = view.invoices
  if (kind === 'statement') {
    return (
      <StatementMailDialog
        customerId={customerId}
        kind={statementKind}
        asOf={today}
        start={start}
        onClose={onClose}
      />
    )
  }
  if (view.order) return <OrderEmailDialog orderId={view.order.orderId} start={start} onClose={onClose} />
  if ((kind === 'invoice' || kind === 'order') && first && others.length === 0) {
    return <EmailDialog invoiceId={first.invoiceId} start={start} opened onClose={onClose} />
  }
  return (
    <LinksDialog
      invoiceIds={view.invoices.map(invoice => invoice.invoiceId)}
      addresses={{ [customerId]: sentTo }}
      onClose={onClose}
    />
  )
}
