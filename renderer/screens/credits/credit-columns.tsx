import type { CreditListRow } from '../../../shared/protocol/credits-asks.ts'
import { pathTo } from '../../app/router.ts'
import { formatDate } from '../../parts/format-date.ts'
import { formatCents } from '../../parts/format-money.ts'
import type { ListColumn } from '../../parts/list-columns.ts'
import { statusMark } from '../../parts/status-mark.ts'
import type { Words } from '../../words/use-words.ts'
import { customerMark } from '../customers/customer-mark.ts'

/** The columns of the Credits list. */
export function creditColumns({ credits, parts, listed }: Words): ListColumn<CreditListRow>[] {
  const w = credits.columns
  return [
    { id: 'number', header: w.number, flex: 0.7, whole: 'text', tone: 'strong', text: row => row.number },
    {
      id: 'creditedOn',
      header: w.creditedOn,
      flex: 0.8,
      whole: 'text',
      text: row => formatDate(row.creditedOn),
    },
    {
      id: 'customerName',
      header: w.customerName,
      flex: 2,
      minWidth: 150,
      text: row => row.customerName,
      marks: row => customerMark(row.customerId, row.customerName),
    },
    {
      id: 'invoiceNumber',
      header: w.invoiceNumber,
      flex: 0.7,
      whole: 'text',
      text: row => row.invoiceNumber || credits.standAlone,
      marks: row =>
        row.invoiceId === null
          ? { text: credits.standAlone, isMute: true }
          : { text: row.invoiceNumber, href: `#${pathTo('invoice', { invoiceId: row.invoiceId })}` },
    },
    { id: 'reason', header: w.reason, flex: 1.3, minWidth: 110, text: row => listed.name(row.reason) },
    {
      id: 'totalCents',
      header: w.totalCents,
      align: 'right',
      tone: 'strong',
      text: row => formatCents(row.totalCents),
    },
    {
      id: 'leftCents',
      header: w.leftCents,
      align: 'right',
      text: row => (row.leftCents === 0 ? '' : formatCents(row.leftCents)),
    },
    {
      id: 'pictureCount',
      header: w.pictureCount,
      flex: 0.5,
      minWidth: 66,
      hidden: true,
      align: 'right',
      sortable: false,
      tone: 'mute',
      text: row => (row.pictureCount === 0 ? '' : String(row.pictureCount)),
    },
    {
      id: 'createdByName',
      header: w.createdByName,
      minWidth: 92,
      spare: 2,
      wideOnly: true,
      tone: 'mute',
      text: row => row.createdByName,
    },
    {
      id: 'reviewedByName',
      header: w.reviewedByName,
      minWidth: 92,
      spare: 1,
      sortable: false,
      tone: 'mute',
      text: row => row.reviewedByName,
    },
    {
      id: 'status',
      header: w.status,
      whole: 'tags',
      text: row => parts.tag[row.status],
      marks: row => statusMark(parts, row.status),
    },
  ]
}
