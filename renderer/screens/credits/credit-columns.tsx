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
    { id: 'number', header: w.number, flex: 0.7, minWidth: 78, tone: 'strong', text: row => row.number },
    {
      id: 'creditedOn',
      header: w.creditedOn,
      flex: 0.8,
      minWidth: 82,
      text: row => formatDate(row.creditedOn),
    },
    {
      id: 'customerName',
      header: w.customerName,
      flex: 1.5,
      minWidth: 140,
      text: row => row.customerName,
      marks: row => customerMark(row.customerId, row.customerName),
    },
    {
      id: 'invoiceNumber',
      header: w.invoiceNumber,
      flex: 0.7,
      minWidth: 84,
      text: row => row.invoiceNumber || credits.standAlone,
      marks: row =>
        row.invoiceId === null
          ? { text: credits.standAlone, isMute: true }
          : { text: row.invoiceNumber, href: `#${pathTo('invoice', { invoiceId: row.invoiceId })}` },
    },
    { id: 'reason', header: w.reason, flex: 1.5, minWidth: 148, text: row => listed.name(row.reason) },
    {
      id: 'totalCents',
      header: w.totalCents,
      minWidth: 92,
      align: 'right',
      tone: 'strong',
      text: row => formatCents(row.totalCents),
    },
    {
      id: 'leftCents',
      header: w.leftCents,
      minWidth: 116,
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
      wideOnly: true,
      tone: 'mute',
      text: row => row.createdByName,
    },
    {
      id: 'reviewedByName',
      header: w.reviewedByName,
      minWidth: 104,
      sortable: false,
      tone: 'mute',
      text: row => row.reviewedByName,
    },
    {
      id: 'status',
      header: w.status,
      minWidth: 140,
      text: row => parts.tag[row.status],
      marks: row => statusMark(parts, row.status),
    },
  ]
}
