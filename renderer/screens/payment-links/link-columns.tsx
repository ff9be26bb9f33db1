import type { LinkListRow } from '../../../shared/protocol/home-asks.ts'
import { formatInstant } from '../../parts/format-date.ts'
import { formatCents } from '../../parts/format-money.ts'
import type { ListColumn } from '../../parts/list-columns.ts'
import { shortName } from '../../parts/short-name.ts'
import { linkMark } from '../../parts/status-mark.ts'
import type { Words } from '../../words/use-words.ts'
import { customerMark } from '../customers/customer-mark.ts'

/** The columns of the payment links. */
export function linkColumns({ links: w, parts }: Words): ListColumn<LinkListRow>[] {
  const instant = (id: string, header: string, at: (row: LinkListRow) => number | null, hidden = false) => ({
    id,
    header,
    flex: 0.8,
    whole: 'text' as const,
    hidden,
    tone: 'mute' as const,
    text: (row: LinkListRow) => formatInstant(at(row)) || parts.none,
  })
  return [
    {
      id: 'customerName',
      header: w.customer,
      flex: 2,
      minWidth: 150,
      text: row => row.customerName,
      marks: row => customerMark(row.customerId, row.customerName),
    },
    {
      id: 'invoiceNumbers',
      header: w.invoices,
      minWidth: 96,
      flex: 1.2,
      sortable: false,
      text: row => row.invoiceNumbers.join(', '),
    },
    {
      id: 'askedCents',
      header: w.asked,
      align: 'right',
      tone: 'strong',
      text: row => formatCents(row.askedCents),
    },
    {
      id: 'paidCents',
      header: w.paid,
      align: 'right',
      text: row => (row.paidCents === 0 ? parts.none : formatCents(row.paidCents)),
    },
    {
      id: 'sentTo',
      header: w.sentTo,
      flex: 1.6,
      minWidth: 130,
      tone: 'mute',
      sortable: false,
      text: row => row.sentTo.join(', '),
    },
    {
      id: 'sentByName',
      header: w.sentBy,
      tone: 'mute',
      hidden: true,
      sortable: false,
      text: row => shortName(row.sentByName) || parts.none,
    },
    instant('sentAt', w.sentAt, row => row.link.sentAt),
    instant('openedAt', w.openedAt, row => row.link.openedAt),
    instant('paidAt', w.paidAt, row => row.link.paidAt, true),
    {
      id: 'state',
      header: w.state,
      whole: 'tags',
      sortable: false,
      text: row => row.link.state,
      marks: row => linkMark(parts, row.link),
    },
  ]
}
