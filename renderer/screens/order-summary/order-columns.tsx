import type { OrderListRow } from '../../../shared/protocol/list-rows.ts'
import { formatDate, formatInstant } from '../../parts/format-date.ts'
import { formatCents } from '../../parts/format-money.ts'
import type { ListColumn } from '../../parts/list-columns.ts'
import type { Mark } from '../../parts/mark.ts'
import { shortName } from '../../parts/short-name.ts'
import { linkMark, statusMark } from '../../parts/status-mark.ts'
import type { Words } from '../../words/use-words.ts'
import { customerMark } from '../customers/customer-mark.ts'
import { OrderRowMenu } from './order-row-menu.tsx'

/** The columns of a list of orders; a customer's own list leaves out what is the same in every row. `onEmail` emails an order’s invoice. */
export function orderColumns(
  words: Words,
  withCustomer: boolean,
  onEmail: ((orderIds: readonly string[]) => void) | null = null,
): ListColumn<OrderListRow>[] {
  const { orders: w, parts } = words
  const columns: (ListColumn<OrderListRow> | false)[] = [
    {
      id: 'status',
      header: w.status,
      flex: 0.6,
      minWidth: 76,
      whole: 'tags',
      text: row => parts.tag[row.onHold ? 'hold' : row.status],
      marks: row => statusMark(parts, row.onHold ? 'hold' : row.status),
    },
    { id: 'number', header: w.number, flex: 0.5, whole: 'text', tone: 'strong', text: row => row.number },
    {
      id: 'orderedOn',
      header: w.ordered,
      flex: 0.6,
      whole: 'text',
      tone: 'mute',
      hidden: true,
      text: row => formatDate(row.orderedOn),
    },
    {
      id: 'shipOn',
      header: w.shipDate,
      flex: 0.6,
      whole: 'text',
      tone: 'mute',
      text: row => formatDate(row.shipOn),
    },
    withCustomer && {
      id: 'customerName',
      header: w.customer,
      flex: 3,
      minWidth: 150,
      text: row => row.customerName,
      marks: row => customerMark(row.customerId, row.customerName),
    },
    {
      id: 'shipToName',
      header: w.shipTo,
      flex: 1.2,
      minWidth: 96,
      tone: 'mute',
      hidden: true,
      sortable: false,
      text: row => row.shipToName,
    },
    {
      id: 'carrier',
      header: w.carrier,
      minWidth: 80,
      tone: 'mute',
      hidden: !withCustomer,
      wideOnly: true,
      text: row => words.listed.name(row.carrier),
    },
    {
      id: 'poNumber',
      header: w.po,
      flex: 0.9,
      minWidth: 76,
      spare: 1,
      tone: 'mute',
      text: row => row.poNumber || '—',
    },
    {
      id: 'reference',
      header: w.reference,
      minWidth: 96,
      tone: 'mute',
      hidden: true,
      text: row => row.reference || '—',
    },
    {
      id: 'salespersonName',
      header: w.salesperson,
      minWidth: 96,
      tone: 'mute',
      hidden: !withCustomer,
      widestOnly: true,
      text: row => shortName(row.salespersonName) || '—',
    },
    {
      id: 'boxes',
      header: w.boxes,
      flex: 0.4,
      spare: 2,
      align: 'right',
      tone: 'mute',
      text: row => row.boxes.toLocaleString('en-US'),
    },
    {
      id: 'totalCents',
      header: w.amount,
      flex: 0.8,
      align: 'right',
      text: row => formatCents(row.totalCents),
    },
    {
      id: 'openCents',
      header: w.open,
      flex: 0.7,
      align: 'right',
      tone: 'strong',
      text: row => (row.payment === 'none' ? '' : formatCents(row.openCents)),
    },
    {
      id: 'payment',
      header: w.payment,
      flex: 0.6,
      whole: 'tags',
      sortable: false,
      text: row => (row.payment === 'none' ? '' : parts.tag[row.payment]),
      marks: row => (row.payment === 'none' ? NONE : statusMark(parts, row.payment)),
    },
    {
      id: 'emailedAt',
      header: w.emailed,
      flex: 0.8,
      hidden: true,
      whole: 'tags',
      text: row => (row.mailState === null ? '' : parts.tag[row.mailState]),
      marks: row => emailedMark(parts, row),
    },
    {
      id: 'link',
      header: w.linkColumn,
      flex: 0.8,
      whole: 'tags',
      wideOnly: !withCustomer,
      sortable: false,
      text: row => (row.link === null ? '' : parts.tag[row.link.state]),
      marks: row => (row.link === null ? NONE : linkMark(parts, row.link)),
    },
    withCustomer && {
      id: 'actions',
      header: words.orders.actions,
      width: 42,
      isQuiet: true,
      onScreenOnly: true,
      sortable: false,
      text: () => '',
      menu: {
        label: row => words.orderEntry.rowActions(row.number),
        items: row => <OrderRowMenu row={row} onEmail={onEmail} />,
      },
    },
  ]
  return columns.filter(column => column !== false)
}

const NONE: Mark = { text: '—' }

function emailedMark(parts: Words['parts'], row: OrderListRow): Mark {
  if (row.mailState === null) return NONE
  return row.mailState === 'sent'
    ? { text: formatInstant(row.emailedAt), isMute: true }
    : statusMark(parts, row.mailState)
}
