import { entryTag } from '../../../shared/protocol/entry-tag.ts'
import type { PaymentListRow } from '../../../shared/protocol/list-rows.ts'
import { formatDate } from '../../parts/format-date.ts'
import { formatCents } from '../../parts/format-money.ts'
import type { ListColumn } from '../../parts/list-columns.ts'
import type { Words } from '../../words/use-words.ts'
import { customerMark } from '../customers/customer-mark.ts'
import { entryMark } from './entry-mark.ts'

/** The columns of Payment History. */
export function paymentColumns(words: Words): ListColumn<PaymentListRow>[] {
  const { payments, paymentActions, parts, listed } = words
  const w = payments.columns
  return [
    { id: 'number', header: w.number, flex: 0.7, minWidth: 72, tone: 'strong', text: row => row.number },
    { id: 'receivedOn', header: w.receivedOn, minWidth: 86, text: row => formatDate(row.receivedOn) },
    {
      id: 'customerName',
      header: w.customerName,
      flex: 2,
      minWidth: 124,
      text: row => row.customerName,
      marks: row => customerMark(row.customerId, row.customerName),
    },
    {
      id: 'method',
      header: w.method,
      minWidth: 98,
      tone: 'mute',
      text: row => listed.name(row.method),
    },
    {
      id: 'reference',
      header: w.reference,
      flex: 1.2,
      minWidth: 92,
      tone: 'mute',
      text: row => row.reference,
    },
    {
      id: 'totalCents',
      header: w.totalCents,
      flex: 1.1,
      minWidth: 96,
      align: 'right',
      tone: 'strong',
      text: row => formatCents(row.totalCents),
      // The total leaves out what is void; florin.css strikes it.
      marks: row => ({ text: formatCents(row.totalCents), isMute: row.status === 'void' }),
    },
    {
      id: 'appliedCents',
      header: w.appliedCents,
      flex: 1.1,
      minWidth: 96,
      align: 'right',
      tone: 'mute',
      text: row => (row.totalCents < 0 ? '' : formatCents(row.appliedCents)),
    },
    {
      id: 'unappliedCents',
      header: w.unappliedCents,
      minWidth: 88,
      align: 'right',
      text: row => (row.unappliedCents === 0 ? '' : formatCents(row.unappliedCents)),
    },
    {
      id: 'returnedCents',
      header: paymentActions.returned,
      align: 'right',
      hidden: true,
      tone: 'mute',
      text: row => (row.returnedCents === 0 ? '' : formatCents(row.returnedCents)),
    },
    {
      id: 'feeCents',
      header: w.feeCents,
      align: 'right',
      hidden: true,
      tone: 'mute',
      text: row => (row.feeCents === 0 ? '' : formatCents(row.feeCents)),
    },
    {
      id: 'invoiceNumbers',
      header: w.invoiceNumbers,
      flex: 1.4,
      minWidth: 86,
      sortable: false,
      tone: 'mute',
      text: row =>
        row.reversesNumber === ''
          ? row.invoiceNumbers.join(', ')
          : paymentActions.ofPayment(row.reversesNumber),
    },
    {
      id: 'recordedByName',
      header: w.recordedByName,
      hidden: true,
      sortable: false,
      tone: 'mute',
      text: row => row.recordedByName,
    },
    {
      id: 'status',
      header: w.status,
      flex: 1.3,
      minWidth: 140,
      text: row => parts.tag[entryTag(row)],
      marks: row => entryMark(words, row, row.wentBack),
    },
  ]
}
