import { BUCKETS } from '../../../shared/domain/collections/age-bucket.ts'
import type { CompanyRow } from '../../../shared/domain/company/company-row.ts'
import type { AgingListRow, Figure } from '../../../shared/protocol/aging-asks.ts'
import { explainNumber } from '../../parts/explain/explain-number.ts'
import { formatDate, formatInstant } from '../../parts/format-date.ts'
import { formatCents } from '../../parts/format-money.ts'
import type { ListColumn } from '../../parts/list-columns.ts'
import { shortName } from '../../parts/short-name.ts'
import { statusMark } from '../../parts/status-mark.ts'
import type { Words } from '../../words/use-words.ts'
import { customerMark } from '../customers/customer-mark.ts'
import { RowActions } from './row-actions.tsx'

type Column = ListColumn<AgingListRow>

/** The columns of the aging as of a day; every figure of it can be asked what it is made of. */
export function agingColumns(
  { aging, parts, listed, customers }: Words,
  basis: CompanyRow['ageBasis'],
  asOf: string,
  onStatement: (row: AgingListRow) => void,
): Column[] {
  const w = aging.columns
  const figure = (
    id: string,
    header: string,
    amount: (row: AgingListRow) => number,
    of: Figure,
    more: Partial<Column> & { bucket?: { place: number; label: string } } = {},
  ): Column => {
    const { bucket, ...rest } = more
    const asked = { figure: of, asOf, ...(bucket && { bucket }) }
    return {
      id,
      header,
      minWidth: 72,
      align: 'right',
      text: row => (amount(row) === 0 ? '' : formatCents(amount(row))),
      onFigure: row => explainNumber({ ...asked, customer: { id: row.customerId, name: row.name } }),
      onTotal: () => explainNumber({ ...asked, customer: null }),
      ...rest,
    }
  }
  const last = BUCKETS[basis].length - 1
  return [
    {
      id: 'name',
      header: w.name,
      flex: 2,
      minWidth: 150,
      whole: 'tags',
      text: row => row.name,
      marks: row => [
        customerMark(row.customerId, row.name),
        ...(row.creditHold ? [statusMark(parts, 'hold')] : []),
      ],
    },
    {
      id: 'code',
      header: w.code,
      minWidth: 72,
      tone: 'mute',
      hidden: true,
      inFiles: true,
      text: row => row.code,
    },
    {
      id: 'terms',
      header: w.terms,
      minWidth: 72,
      tone: 'mute',
      hidden: true,
      text: row => listed.name(row.terms),
    },
    {
      id: 'salespersonName',
      header: w.salespersonName,
      minWidth: 92,
      tone: 'mute',
      hidden: true,
      text: row => shortName(row.salespersonName),
    },
    {
      id: 'creditLimitCents',
      header: w.creditLimitCents,
      minWidth: 72,
      spare: 1,
      wideOnly: basis === 'due-date',
      align: 'right',
      tone: 'mute',
      red: row => row.isOverLimit,
      text: row => (row.creditLimitCents === null ? customers.unlimited : formatCents(row.creditLimitCents)),
    },
    ...BUCKETS[basis].map((label, place) =>
      figure(
        `bucket${place}`,
        label === 'current' ? aging.current : label,
        row => row.bucketCents[place]!,
        'bucket',
        { bucket: { place, label }, tone: 'mute', red: row => place === last && row.bucketCents[place]! > 0 },
      ),
    ),
    figure('openCents', w.openCents, row => row.openCents, 'open', {
      tone: 'strong',
      flex: 1.1,
      minWidth: 76,
    }),
    figure('openCreditsCents', w.openCreditsCents, row => row.openCreditsCents, 'credits', { minWidth: 76 }),
    figure('netCents', w.netCents, row => row.netCents, 'net', { tone: 'strong', flex: 1.1, minWidth: 76 }),
    figure('pastDueCents', w.pastDueCents, row => row.pastDueCents, 'past-due', {
      hidden: true,
      sortable: false,
    }),
    {
      id: 'lastPaymentOn',
      header: w.lastPaymentOn,
      wideOnly: true,
      whole: 'text',
      spare: 2,
      tone: 'mute',
      sortable: false,
      text: row => formatDate(row.lastPaymentOn),
      marks: row => ({
        text: formatDate(row.lastPaymentOn),
        title: row.lastPaymentOn === null ? undefined : formatCents(row.lastPaymentCents),
      }),
    },
    {
      id: 'creditHold',
      header: w.creditHold,
      hidden: true,
      whole: 'tags',
      flex: 0.6,
      text: row => (row.creditHold ? aging.onHold : ''),
      marks: row => (row.creditHold ? statusMark(parts, 'hold') : { text: '' }),
    },
    {
      id: 'statement',
      header: w.statement,
      wideOnly: true,
      whole: 'text',
      spare: 3,
      tone: 'mute',
      sortable: false,
      red: row => row.statement?.state === 'undelivered',
      text: row =>
        row.statement === null
          ? parts.none
          : row.statement.state === 'undelivered'
            ? parts.tag.undelivered
            : formatInstant(row.statement.mailedAt),
    },
    {
      id: 'actions',
      header: w.actions,
      width: 42,
      isQuiet: true,
      onScreenOnly: true,
      sortable: false,
      text: () => '',
      menu: {
        label: row => aging.actionsFor(row.name),
        items: row => <RowActions row={row} onStatement={() => onStatement(row)} />,
      },
    },
  ]
}
