import type { LinkPaymentRow } from '../../../shared/protocol/link-money-asks.ts'
import { formatInstant } from '../../parts/format-date.ts'
import { formatCents } from '../../parts/format-money.ts'
import type { ListColumn } from '../../parts/list-columns.ts'
import type { Words } from '../../words/use-words.ts'
import { customerMark } from '../customers/customer-mark.ts'
import { linkPaymentMark } from './link-payment-mark.ts'

/** The columns of the payments by link. */
export function linkPaymentColumns({ linkMoney: w, parts, listed }: Words): ListColumn<LinkPaymentRow>[] {
  return [
    {
      id: 'number',
      header: w.number,
      flex: 0.7,
      whole: 'text',
      tone: 'strong',
      text: row => row.number || parts.none,
    },
    { id: 'at', header: w.at, flex: 0.8, whole: 'text', tone: 'mute', text: row => formatInstant(row.at) },
    {
      id: 'customerName',
      header: w.customer,
      flex: 2,
      minWidth: 150,
      text: row => row.customerName,
      marks: row => customerMark(row.customerId, row.customerName),
    },
    {
      id: 'method',
      header: w.method,
      hidden: true,
      tone: 'mute',
      text: row => listed.name(row.method),
    },
    {
      id: 'reference',
      header: w.reference,
      minWidth: 100,
      spare: 1,
      tone: 'mute',
      sortable: false,
      text: row => row.reference,
    },
    figure('grossCents', w.gross, row => row.grossCents, 'strong'),
    figure('feeCents', w.fee, row => row.feeCents, 'mute'),
    figure('netCents', w.net, row => row.netCents),
    figure('returnedCents', w.returned, row => row.returnedCents),
    {
      id: 'state',
      header: w.state,
      whole: 'tags',
      text: row => w.states[row.state],
      marks: row => linkPaymentMark(w, row.state),
    },
  ]
}

function figure(
  id: string,
  header: string,
  cents: (row: LinkPaymentRow) => number,
  tone?: 'mute' | 'strong',
): ListColumn<LinkPaymentRow> {
  return {
    id,
    header,
    align: 'right',
    ...(tone ? { tone } : {}),
    text: row => (cents(row) === 0 ? '' : formatCents(cents(row))),
  }
}
