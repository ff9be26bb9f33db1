import { useMemo } from 'react'
import type { PayoutListRow } from '../../../shared/protocol/link-money-asks.ts'
import { navigate, pathTo, useRoute } from '../../app/router.ts'
import { useList } from '../../app/use-list.ts'
import { ClearSearch } from '../../parts/clear-search.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { formatDate } from '../../parts/format-date.ts'
import { formatCents } from '../../parts/format-money.ts'
import type { ListColumn } from '../../parts/list-columns.ts'
import { ListGrid } from '../../parts/list-grid.tsx'
import { Screen } from '../../parts/screen.tsx'
import { SearchField } from '../../parts/search-field.tsx'
import { useListFilter } from '../../store/list-filters.ts'
import { useWords, type Words } from '../../words/use-words.ts'
import { payoutMark } from './link-payment-mark.ts'
import { MoneyTabs } from './money-tabs.tsx'
import { PayoutPanel } from './payout-panel.tsx'

const SORT = { column: 'arrivesOn', descending: true }

/** What the gateway sent to the company's bank, deposit by deposit. */
export function PayoutsScreen() {
  const words = useWords()
  const w = words.linkMoney
  const route = useRoute()
  const [filter, setFilter, kept] = useListFilter<{ search: string }>('payouts', { search: '' })
  const { source, latest } = useList('payouts.list', filter)
  const columns = useMemo(() => payoutColumns(words), [words])
  return (
    <Screen
      title={words.links.title}
      beside={<MoneyTabs on="payouts" />}
      actions={
        <SearchField
          kept={kept}
          placeholder={w.searchPayouts}
          initial={filter.search}
          onSearch={search => setFilter({ search })}
        />
      }
    >
      <ListGrid
        {...source}
        id="payouts"
        name={w.tab.payouts}
        columns={columns}
        rowId={row => row.payoutId}
        sort={SORT}
        totals={
          latest
            ? { arrivesOn: w.payoutCount(latest.count), amountCents: formatCents(latest.amountCents) }
            : undefined
        }
        onOpen={({ payoutId }) => navigate(pathTo('payout', { payoutId }))}
        empty={
          <EmptyState
            title={filter.search === '' ? w.noPayouts : w.noPayoutsFound(filter.search)}
            hint={filter.search === '' ? w.noPayoutsHint : w.noPayoutsFoundHint}
            action={<ClearSearch search={filter.search} onClear={setFilter} />}
          />
        }
      />
      <PayoutPanel
        payoutId={route?.name === 'payout' ? (route.params.payoutId ?? null) : null}
        onClose={() => navigate(pathTo('payouts'))}
      />
    </Screen>
  )
}

function payoutColumns({ linkMoney: w }: Words): ListColumn<PayoutListRow>[] {
  return [
    { id: 'arrivesOn', header: w.arrivesOn, whole: 'text', text: row => formatDate(row.arrivesOn, 'long') },
    {
      id: 'reference',
      header: w.payoutReference,
      flex: 2,
      minWidth: 150,
      tone: 'mute',
      text: row => row.reference,
    },
    {
      id: 'amountCents',
      header: w.amount,
      minWidth: 110,
      align: 'right',
      tone: 'strong',
      text: row => formatCents(row.amountCents),
    },
    {
      id: 'entryCount',
      header: w.entries,
      align: 'right',
      minWidth: 90,
      text: row => String(row.entryCount),
    },
    {
      id: 'isReconciled',
      header: w.agrees,
      whole: 'text',
      sortable: false,
      red: row => !row.isReconciled && row.entryCount > 0,
      text: row => w.agreement[row.isReconciled ? 'agrees' : row.entryCount === 0 ? 'unknown' : 'differs'],
    },
    {
      id: 'state',
      header: w.state,
      whole: 'tags',
      text: row => w.payoutStates[row.state],
      marks: row => payoutMark(w, row.state),
    },
  ]
}
