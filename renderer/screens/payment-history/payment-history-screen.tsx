import { useMemo } from 'react'
import type { PaymentListRow } from '../../../shared/protocol/list-rows.ts'
import { navigate, pathTo, useRoute } from '../../app/router.ts'
import { useList } from '../../app/use-list.ts'
import { ChipBar } from '../../parts/chip-bar.tsx'
import { ClearSearch } from '../../parts/clear-search.tsx'
import { DateRange } from '../../parts/date-range.tsx'
import { datesOf, type Range } from '../../parts/date-ranges.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { formatDate } from '../../parts/format-date.ts'
import { formatCents } from '../../parts/format-money.ts'
import { ListGrid } from '../../parts/list-grid.tsx'
import { ReasonButton } from '../../parts/reason-button.tsx'
import { Screen } from '../../parts/screen.tsx'
import { SearchField } from '../../parts/search-field.tsx'
import { useSelection } from '../../parts/use-selection.ts'
import { useListFilter } from '../../store/list-filters.ts'
import { useToday } from '../../store/session.ts'
import { useWhyNot } from '../../words/use-why-not.ts'
import { useWords } from '../../words/use-words.ts'
import { OneCustomer } from './one-customer.tsx'
import type { PaymentDeed } from './payment-actions.tsx'
import { paymentColumns } from './payment-columns.tsx'
import { PaymentPanel } from './payment-panel.tsx'
import { PaymentSelection } from './payment-selection.tsx'

type Kind = 'all' | PaymentListRow['kind']

const KINDS: readonly Kind[] = ['all', 'payment', 'credit', 'refund', 'nsf', 'chargeback']
const SORT = { column: 'receivedOn', descending: true }

/** Money received, newest first, and where it went. */
export function PaymentHistoryScreen() {
  const words = useWords()
  const w = words.payments
  const route = useRoute()
  const today = useToday()
  const whyNot = useWhyNot()
  const customerId = route?.query.get('customer') ?? null
  const { selected, clear, onSelect } = useSelection<PaymentListRow>()
  const [filter, setFilter, kept] = useListFilter<{ search: string; range: Range; kind: Kind }>('payments', {
    search: '',
    kind: 'all',
    range: { name: 'days30', from: null, to: null },
  })
  // One customer's payments are few: all dates.
  const dates = customerId === null ? datesOf(filter.range, today) : { from: null, to: null }
  const { source, latest } = useList('payments.history', {
    search: filter.search,
    kind: filter.kind ?? 'all',
    customerId,
    ...dates,
  })
  const query = useMemo(
    (): Record<string, string> => (customerId === null ? {} : { customer: customerId }),
    [customerId],
  )
  const columns = useMemo(() => paymentColumns(words, query), [words, query])
  const deed = (route?.query.get('do') ?? null) as PaymentDeed | null
  const paymentId = route?.name === 'payment' ? (route.params.paymentId ?? null) : null

  return (
    <Screen
      title={w.history}
      beside={
        customerId !== null && (
          <OneCustomer customerId={customerId} onAll={() => navigate(pathTo('payments'))} />
        )
      }
      actions={
        <>
          <SearchField
            kept={kept}
            placeholder={w.search}
            initial={filter.search}
            onSearch={search => setFilter({ search })}
          />
          {customerId === null && <DateRange value={filter.range} onChange={range => setFilter({ range })} />}
          <ReasonButton reason={whyNot('payments.receive')} href={`#${pathTo('receivePayment')}`}>
            {w.receive}
          </ReasonButton>
        </>
      }
    >
      <ChipBar<Kind>
        name={words.paymentActions.filters}
        chips={KINDS.map(value => ({
          value,
          label: words.paymentActions.kinds[value],
          count: latest && value !== 'all' ? latest.kinds[value] : undefined,
        }))}
        value={filter.kind ?? 'all'}
        onChange={kind => setFilter({ kind })}
      />
      <ListGrid
        {...source}
        id="payment-history"
        name={w.history}
        columns={columns}
        rowId={row => row.paymentId}
        sort={SORT}
        totals={
          latest
            ? {
                number: (filter.kind === 'payment' ? w.count : w.entryCount)(latest.count),
                totalCents: formatCents(latest.totalCents),
                appliedCents: formatCents(latest.appliedCents),
                unappliedCents: formatCents(latest.unappliedCents),
              }
            : undefined
        }
        about={[
          dates.from !== null || dates.to !== null
            ? [dates.from, dates.to].map(date => formatDate(date, 'long')).join(' – ')
            : '',
          filter.search !== '' && words.exports.searched(filter.search),
        ]
          .filter(Boolean)
          .join('  ·  ')}
        onSelect={onSelect}
        onOpen={row => navigate(pathTo('payment', { paymentId: row.paymentId }, query))}
        empty={
          filter.search === '' ? (
            <EmptyState title={w.empty} hint={w.emptyHint} />
          ) : (
            <EmptyState
              title={w.emptySearch(filter.search)}
              hint={w.emptySearchHint}
              action={<ClearSearch search={filter.search} onClear={setFilter} />}
            />
          )
        }
      />
      <PaymentSelection selected={selected} onClear={clear} />
      <PaymentPanel
        deed={deed}
        paymentId={paymentId}
        // The same deed can be asked for again.
        onDeedClosed={() =>
          deed !== null &&
          paymentId !== null &&
          navigate(pathTo('payment', { paymentId }, query), { replace: true })
        }
        onClose={() => navigate(pathTo('payments', {}, query))}
      />
    </Screen>
  )
}
