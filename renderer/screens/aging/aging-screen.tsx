import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { BUCKETS } from '../../../shared/domain/collections/age-bucket.ts'
import { AGING_CHIPS, type AgingChip, type AgingListRow } from '../../../shared/protocol/aging-asks.ts'
import { ask } from '../../app/ask.ts'
import { navigate, pathTo, useRoute } from '../../app/router.ts'
import { useAsk } from '../../app/use-ask.ts'
import { useList } from '../../app/use-list.ts'
import { ChipBar } from '../../parts/chip-bar.tsx'
import { ClearSearch } from '../../parts/clear-search.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { formatCents } from '../../parts/format-money.ts'
import { ListGrid } from '../../parts/list-grid.tsx'
import { RunStrip } from '../../parts/run/run-strip.tsx'
import { Screen } from '../../parts/screen.tsx'
import { SearchField } from '../../parts/search-field.tsx'
import { useSelection } from '../../parts/use-selection.ts'
import { useListFilter } from '../../store/list-filters.ts'
import { useSession, useToday } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { agingColumns } from './aging-columns.tsx'
import { AgingSelection } from './aging-selection.tsx'
import { AsOfField } from './as-of-field.tsx'
import { RunDialog } from './run-dialog.tsx'
import { StatementDialog } from './statement-dialog.tsx'
import { type RunFrom, type RunWay, type StatementCustomer, statementRun } from './statement-run.ts'

const SORT = { column: 'name', descending: false }

/** Whom a run of statements is asked for, and how it starts. */
interface WantedRun {
  customers: readonly StatementCustomer[]
  from: RunFrom
  way: RunWay
}

/** What customers owe by age as of any day, and their statements. */
export function AgingScreen() {
  const words = useWords()
  const w = words.aging
  const today = useToday()
  const basis = useSession(state => state.session?.company?.ageBasis) ?? 'invoice-date'
  const [filter, setFilter, kept] = useListFilter<{ chip: AgingChip; search: string; asOf: string | null }>(
    'aging',
    {
      chip: 'all',
      search: '',
      asOf: null,
    },
  )
  const asOf = filter.asOf ?? today
  const asked = { chip: filter.chip, search: filter.search, asOf }
  const { source, latest } = useList('aging.customers', asked)
  const { selected, clear, onSelect } = useSelection<AgingListRow>()
  const [shown, setShown] = useState<StatementCustomer | null>(null)
  // Other screens lead to one customer's statement.
  const linkedId = useRoute()?.query.get('customer') ?? null
  const linked = useAsk('customers.one', { customerId: linkedId ?? '' }, { enabled: linkedId !== null }).data
  const linkedCustomer =
    linkedId !== null && linked ? { customerId: linkedId, name: linked.customer.name } : null
  const [wanted, setWanted] = useState<WantedRun | null>(null)
  const columns = useMemo(() => agingColumns(words, basis, asOf, setShown), [words, basis, asOf])

  const runSelected = (way: RunWay) => setWanted({ customers: selected, from: 'selection', way })
  const runAll = async () =>
    setWanted({ customers: await ask('aging.chosen', asked), from: 'list', way: 'mail' })

  const [emptyTitle, emptyHint] =
    filter.search !== ''
      ? [w.emptySearch(filter.search), w.emptySearchHint]
      : filter.chip === 'all'
        ? [w.empty, w.emptyHint]
        : [w.emptyChip, w.emptyChipHint]

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
          <Button
            disabled={selected.length === 0 && (!latest || latest.count === 0)}
            onClick={() => (selected.length > 0 ? runSelected('mail') : void runAll())}
          >
            {w.createAll}
          </Button>
        </>
      }
    >
      <ChipBar
        name={w.filters}
        chips={AGING_CHIPS.map(chip => ({ value: chip, label: w.chips[chip], count: latest?.chips[chip] }))}
        value={filter.chip}
        onChange={chip => setFilter({ chip })}
      >
        <AsOfField value={asOf} onChange={on => setFilter({ asOf: on === today ? null : on })} />
      </ChipBar>
      <RunStrip run={statementRun} text={w.runStrip} show={w.show} />
      <ListGrid
        {...source}
        id={`aging-${basis}`}
        name={w.title}
        columns={columns}
        rowId={row => row.customerId}
        sort={SORT}
        totals={
          latest
            ? {
                name: w.customers(latest.count),
                ...Object.fromEntries(
                  BUCKETS[latest.basis].map((_, place) => [
                    `bucket${place}`,
                    formatCents(latest.totals.bucketCents[place]!),
                  ]),
                ),
                openCents: formatCents(latest.totals.openCents),
                openCreditsCents: formatCents(latest.totals.openCreditsCents),
                netCents: formatCents(latest.totals.netCents),
                pastDueCents: formatCents(latest.totals.pastDueCents),
              }
            : undefined
        }
        onOpen={row => setShown(row)}
        onSelect={onSelect}
        about={[
          filter.chip !== 'all' && w.chips[filter.chip],
          filter.search !== '' && words.exports.searched(filter.search),
        ]
          .filter(Boolean)
          .join('  ·  ')}
        empty={
          <EmptyState
            title={emptyTitle}
            hint={emptyHint}
            action={<ClearSearch search={filter.search} onClear={setFilter} />}
          />
        }
      />
      <AgingSelection selected={selected} onClear={clear} onRun={runSelected} />
      <StatementDialog
        customer={shown ?? linkedCustomer}
        asOf={asOf}
        onClose={() => {
          setShown(null)
          if (linkedId !== null) navigate(pathTo('aging'), { replace: true })
        }}
      />
      <RunDialog
        customers={wanted?.customers ?? null}
        from={wanted?.from ?? 'list'}
        way={wanted?.way ?? 'folder'}
        asOf={asOf}
        onClose={() => setWanted(null)}
      />
    </Screen>
  )
}
