import { useMemo } from 'react'
import type { CreditsAnswers } from '../../../shared/protocol/credits-asks.ts'
import { navigate, pathTo, useRoute } from '../../app/router.ts'
import { useList } from '../../app/use-list.ts'
import { ChipBar } from '../../parts/chip-bar.tsx'
import { ClearSearch } from '../../parts/clear-search.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { formatCents } from '../../parts/format-money.ts'
import { ListGrid } from '../../parts/list-grid.tsx'
import { ReasonButton } from '../../parts/reason-button.tsx'
import { Screen } from '../../parts/screen.tsx'
import { SearchField } from '../../parts/search-field.tsx'
import { useListFilter } from '../../store/list-filters.ts'
import { useWhyNot } from '../../words/use-why-not.ts'
import { useWords } from '../../words/use-words.ts'
import { creditColumns } from './credit-columns.tsx'
import { CreditPanel } from './credit-panel.tsx'

type Chip = keyof CreditsAnswers['credits.list']['chips']

const CHIPS: readonly Chip[] = ['all', 'waiting', 'approved', 'left', 'rejected', 'noted']
const SORT = { column: 'creditedOn', descending: true }

/** What customers were credited or shall be: who asked, who reviewed, and what of it is still open. */
export function CreditsScreen() {
  const words = useWords()
  const w = words.credits
  const route = useRoute()
  const whyNot = useWhyNot()
  const [filter, setFilter, kept] = useListFilter<{ chip: Chip; search: string }>('credits', {
    chip: 'all',
    search: '',
  })
  const { source, latest } = useList('credits.list', filter)
  const columns = useMemo(() => creditColumns(words), [words])
  const [emptyTitle, emptyHint] =
    filter.search === '' ? w.empty[filter.chip]! : [w.emptySearch(filter.search), w.emptySearchHint]

  return (
    <Screen
      title={w.title}
      actions={
        <>
          <SearchField
            kept={kept}
            placeholder={w.search}
            initial={filter.search}
            onSearch={search => setFilter({ search })}
          />
          <ReasonButton reason={whyNot('credits.create')} href={`#${pathTo('newCredit')}`}>
            {w.newCredit}
          </ReasonButton>
        </>
      }
    >
      <ChipBar
        name={w.filters}
        chips={CHIPS.map(chip => ({ value: chip, label: w.chips[chip], count: latest?.chips[chip] }))}
        value={filter.chip}
        onChange={chip => setFilter({ chip })}
      />
      <ListGrid
        {...source}
        id="credits"
        name={w.title}
        columns={columns}
        rowId={row => row.creditId}
        sort={SORT}
        totals={
          latest
            ? {
                number: w.count(latest.count),
                customerName:
                  filter.chip === 'all' && latest.chips.rejected > 0
                    ? w.notCounted(latest.chips.rejected)
                    : '',
                totalCents: formatCents(latest.totalCents),
                leftCents: formatCents(latest.leftCents),
              }
            : undefined
        }
        onOpen={row => navigate(pathTo('credit', { creditId: row.creditId }))}
        empty={
          <EmptyState
            title={emptyTitle}
            hint={emptyHint}
            action={<ClearSearch search={filter.search} onClear={setFilter} />}
          />
        }
      />
      <CreditPanel
        creditId={route?.name === 'credit' ? (route.params.creditId ?? null) : null}
        onClose={() => navigate(pathTo('credits'))}
      />
    </Screen>
  )
}
