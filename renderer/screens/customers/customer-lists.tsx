import { useMemo } from 'react'
import { entryTag } from '../../../shared/protocol/entry-tag.ts'
import type { PaymentListRow } from '../../../shared/protocol/list-rows.ts'
import { navigate, pathTo } from '../../app/router.ts'
import { useList } from '../../app/use-list.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { formatDate } from '../../parts/format-date.ts'
import { formatCents } from '../../parts/format-money.ts'
import type { ListColumn } from '../../parts/list-columns.ts'
import { ListGrid } from '../../parts/list-grid.tsx'
import { useToday } from '../../store/session.ts'
import { useWords, type Words } from '../../words/use-words.ts'
import { invoiceColumns } from '../open-invoices/invoice-columns.tsx'
import { orderColumns } from '../order-summary/order-columns.tsx'
import { entryMark } from '../payment-history/entry-mark.ts'

const OLDEST_DUE = { column: 'dueOn', descending: false }
const NEWEST_SHIP = { column: 'shipOn', descending: true }
const NEWEST_RECEIVED = { column: 'receivedOn', descending: true }

/** What one customer still owes, invoice by invoice. */
export function CustomerInvoices({ customerId, hasInvoices }: { customerId: string; hasInvoices: boolean }) {
  const words = useWords()
  const w = words.customers
  const { source, latest } = useList('invoices.open', { customerId })
  const today = useToday()
  const columns = useMemo(
    () => invoiceColumns(words, today).filter(column => column.id !== 'customerName'),
    [words, today],
  )
  return (
    <ListGrid
      {...source}
      id="customer-invoices"
      name={w.tabs.invoices}
      columns={columns}
      rowId={row => row.invoiceId}
      sort={OLDEST_DUE}
      totals={
        latest
          ? {
              number: w.invoiceCount(latest.count),
              totalCents: formatCents(latest.totalCents),
              openCents: formatCents(latest.openCents),
            }
          : undefined
      }
      onOpen={row => navigate(pathTo('invoice', { invoiceId: row.invoiceId }))}
      empty={
        hasInvoices ? (
          <EmptyState title={w.noInvoices} hint={w.noInvoicesHint} />
        ) : (
          <EmptyState title={w.neverInvoiced} hint={w.neverInvoicedHint} />
        )
      }
    />
  )
}

/** One customer's orders. */
export function CustomerOrders({ customerId }: { customerId: string }) {
  const words = useWords()
  const w = words.customers
  const { source, latest } = useList('orders.summary', { customerId })
  const columns = useMemo(() => orderColumns(words, false), [words])
  return (
    <ListGrid
      {...source}
      id="customer-orders"
      name={w.tabs.orders}
      columns={columns}
      rowId={row => row.orderId}
      sort={NEWEST_SHIP}
      totals={
        latest
          ? {
              status: words.orders.orderCount(latest.count),
              totalCents: formatCents(latest.totalCents),
              openCents: formatCents(latest.openCents),
            }
          : undefined
      }
      onOpen={row => navigate(pathTo('order', { orderId: row.orderId }))}
      empty={<EmptyState title={w.noOrders} hint={w.noOrdersHint} />}
    />
  )
}

/** The money that came from one customer, and what went back. */
export function CustomerPayments({ customerId }: { customerId: string }) {
  const words = useWords()
  const w = words.customers
  const { source, latest } = useList('payments.history', { customerId })
  const columns = useMemo(() => paymentColumns(words), [words])
  return (
    <ListGrid
      {...source}
      id="customer-payments"
      name={w.tabs.payments}
      columns={columns}
      rowId={row => row.paymentId}
      sort={NEWEST_RECEIVED}
      totals={
        latest
          ? {
              number: w.paymentCount(latest.count),
              totalCents: formatCents(latest.totalCents),
              appliedCents: formatCents(latest.appliedCents),
              unappliedCents: formatCents(latest.unappliedCents),
            }
          : undefined
      }
      onOpen={row => navigate(pathTo('payment', { paymentId: row.paymentId }))}
      empty={<EmptyState title={w.noPayments} hint={w.noPaymentsHint} />}
    />
  )
}

function paymentColumns(words: Words): ListColumn<PaymentListRow>[] {
  const { customers: w, parts, orders, listed } = words
  const amount = (id: 'totalCents' | 'appliedCents' | 'unappliedCents', header: string) => ({
    id,
    header,
    align: 'right' as const,
    text: (row: PaymentListRow) => formatCents(row[id]),
  })
  return [
    {
      id: 'number',
      header: orders.number,
      flex: 0.6,
      whole: 'text',
      tone: 'strong',
      text: row => row.number,
    },
    {
      id: 'receivedOn',
      header: w.date,
      flex: 0.8,
      whole: 'text',
      tone: 'mute',
      text: row => formatDate(row.receivedOn),
    },
    { id: 'method', header: w.method, minWidth: 90, text: row => listed.name(row.method) },
    {
      id: 'reference',
      header: w.reference,
      minWidth: 100,
      tone: 'mute',
      text: row => row.reference || parts.none,
    },
    { ...amount('totalCents', orders.amount), tone: 'strong' },
    amount('appliedCents', w.applied),
    amount('unappliedCents', w.unapplied),
    {
      id: 'status',
      header: w.status,
      whole: 'tags',
      sortable: false,
      text: row => parts.tag[entryTag(row)],
      marks: row => entryMark(words, row, row.wentBack),
    },
  ]
}
