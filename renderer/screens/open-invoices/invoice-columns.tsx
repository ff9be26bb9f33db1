import type { InvoiceListRow } from '../../../shared/protocol/list-rows.ts'
import { explainNumber } from '../../parts/explain/explain-number.ts'
import { formatDate, formatInstant } from '../../parts/format-date.ts'
import { formatCents } from '../../parts/format-money.ts'
import type { ListColumn } from '../../parts/list-columns.ts'
import { shortName } from '../../parts/short-name.ts'
import { linkMark } from '../../parts/status-mark.ts'
import type { Words } from '../../words/use-words.ts'
import { customerMark } from '../customers/customer-mark.ts'
import { type InvoiceDeeds, InvoiceRowMenu } from './invoice-row-menu.tsx'

const LATE_DAYS = 30

/**
 * The columns of Open Invoices. Each open balance can be asked about as of `today`, and so can their total where the list
 * is everything that is open of a customer, or of all (`total`). With `deeds` each row has its menu.
 */
export function invoiceColumns(
  { invoices, parts }: Words,
  today: string,
  { total = null, deeds = null }: { total?: (() => void) | null; deeds?: InvoiceDeeds | null } = {},
): ListColumn<InvoiceListRow>[] {
  const w = invoices.columns
  const columns: (ListColumn<InvoiceListRow> | false)[] = [
    { id: 'number', header: w.number, flex: 0.5, whole: 'text', tone: 'strong', text: row => row.number },
    {
      id: 'customerName',
      header: w.customerName,
      flex: 3,
      minWidth: 150,
      text: row => row.customerName,
      marks: row => customerMark(row.customerId, row.customerName),
    },
    {
      id: 'issuedOn',
      header: w.issuedOn,
      flex: 0.8,
      whole: 'text',
      tone: 'mute',
      text: row => formatDate(row.issuedOn),
    },
    { id: 'dueOn', header: w.dueOn, flex: 0.8, whole: 'text', text: row => formatDate(row.dueOn) },
    { id: 'terms', header: w.terms, hidden: true, tone: 'mute', text: row => row.terms },
    {
      id: 'poNumber',
      header: w.poNumber,
      minWidth: 78,
      spare: 1,
      tone: 'mute',
      text: row => row.poNumber || parts.none,
    },
    {
      id: 'salespersonName',
      header: w.salespersonName,
      flex: 1.1,
      minWidth: 104,
      wideOnly: true,
      tone: 'mute',
      text: row => shortName(row.salespersonName),
    },
    {
      id: 'totalCents',
      header: w.totalCents,
      flex: 0.9,
      minWidth: 80,
      align: 'right',
      tone: 'mute',
      text: row => formatCents(row.totalCents),
    },
    {
      id: 'creditsCents',
      header: w.creditsCents,
      minWidth: 64,
      align: 'right',
      widestOnly: true,
      // Known of the rows of a page only: see `invoices.open`.
      sortable: false,
      tone: 'mute',
      text: row => amount(row.creditsCents),
    },
    {
      id: 'paymentsCents',
      header: w.paymentsCents,
      minWidth: 64,
      align: 'right',
      widestOnly: true,
      sortable: false,
      tone: 'mute',
      text: row => amount(row.paymentsCents),
    },
    {
      id: 'paidCents',
      header: w.paidCents,
      align: 'right',
      hidden: true,
      tone: 'mute',
      text: row => formatCents(row.paidCents),
    },
    {
      id: 'openCents',
      header: w.openCents,
      flex: 0.9,
      minWidth: 80,
      align: 'right',
      tone: 'strong',
      text: row => formatCents(row.openCents),
      onFigure: ({ invoiceId: id, number, customerId, customerName: name }) =>
        explainNumber({
          figure: 'open',
          customer: { id: customerId, name },
          invoice: { id, number },
          asOf: today,
        }),
      ...(total && { onTotal: total }),
    },
    {
      id: 'daysPastDue',
      header: w.daysPastDue,
      flex: 0.7,
      align: 'right',
      red: row => row.daysPastDue > LATE_DAYS,
      text: row => (row.daysPastDue > 0 ? String(row.daysPastDue) : ''),
    },
    { id: 'bucket', header: w.bucket, hidden: true, tone: 'mute', text: row => row.bucket },
    {
      id: 'emailedAt',
      header: w.emailedAt,
      hidden: true,
      tone: 'mute',
      text: row => formatInstant(row.emailedAt),
    },
    {
      id: 'link',
      header: w.link,
      minWidth: 64,
      whole: 'tags',
      sortable: false,
      text: row => row.link?.state ?? parts.none,
      marks: row => (row.link ? linkMark(parts, row.link) : { text: parts.none }),
    },
    deeds !== null && {
      id: 'actions',
      header: w.actions,
      width: 42,
      isQuiet: true,
      onScreenOnly: true,
      sortable: false,
      text: () => '',
      menu: {
        label: row => invoices.rowActions(row.number),
        items: row => <InvoiceRowMenu row={row} deeds={deeds} />,
      },
    },
  ]
  return columns.filter(column => column !== false)
}

function amount(cents: number): string {
  return cents === 0 ? '' : formatCents(cents)
}
