import { entryTag } from '../../../shared/protocol/entry-tag.ts'
import type { PaymentListRow } from '../../../shared/protocol/list-rows.ts'
import { formatDate } from '../../parts/format-date.ts'
import { formatCents } from '../../parts/format-money.ts'
import type { ListColumn } from '../../parts/list-columns.ts'
import type { Words } from '../../words/use-words.ts'
import { customerMark } from '../customers/customer-mark.ts'
import { entryMark } from './entry-mark.ts'
import { PaymentRowMenu } from './payment-row-menu.tsx'

/** The columns of Payment History; a row's menu keeps what is asked for in `query`. */
export function paymentColumns(
  words: Words,
  query: Record<string, string> = {},
): ListColumn<PaymentListRow>[] {
  const { payments, paymentActions, parts, listed } = words
  const w = payments.columns
  return [
    { id: 'number', header: w.number, flex: 0.5, whole: 'text', tone: 'strong', text: row => row.number },
    {
      id: 'receivedOn',
      header: w.receivedOn,
      flex: 0.8,
      whole: 'text',
      text: row => formatDate(row.receivedOn),
    },
    {
      id: 'customerName',
      header: w.customerName,
      flex: 3,
      minWidth: 150,
      text: row => row.customerName,
      marks: row => customerMark(row.customerId, row.customerName),
    },
    {
      id: 'method',
      header: w.method,
      flex: 0.6,
      whole: 'text',
      tone: 'mute',
      text: row => listed.name(row.method),
    },
    {
      id: 'reference',
      header: w.reference,
      flex: 1.2,
      minWidth: 76,
      spare: 1,
      tone: 'mute',
      text: row => row.reference,
    },
    {
      id: 'totalCents',
      header: w.totalCents,
      flex: 0.9,
      minWidth: 76,
      align: 'right',
      tone: 'strong',
      text: row => formatCents(row.totalCents),
      // The total leaves out what is void; florin.css strikes it.
      marks: row => ({ text: formatCents(row.totalCents), isMute: row.status === 'void' }),
    },
    {
      id: 'appliedCents',
      header: w.appliedCents,
      flex: 0.9,
      minWidth: 76,
      align: 'right',
      tone: 'mute',
      text: row => (row.totalCents < 0 ? '' : formatCents(row.appliedCents)),
    },
    {
      id: 'unappliedCents',
      header: w.unappliedCents,
      flex: 0.8,
      minWidth: 64,
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
      minWidth: 90,
      whole: 'tags',
      text: row => parts.tag[entryTag(row)],
      marks: row => entryMark(words, row, row.wentBack),
    },
    {
      id: 'actions',
      header: payments.actions,
      width: 42,
      isQuiet: true,
      onScreenOnly: true,
      sortable: false,
      text: () => '',
      menu: {
        label: row => payments.rowActions(row.number),
        items: row => <PaymentRowMenu row={row} query={query} />,
      },
    },
  ]
}
