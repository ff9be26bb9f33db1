import { SegmentedControl } from '@mantine/core'
import { useMemo } from 'react'
import { LINK_LISTS, type LinkList } from '../../../shared/protocol/home-asks.ts'
import { navigate, pathTo, useRoute } from '../../app/router.ts'
import { useList } from '../../app/use-list.ts'
import { ChipBar } from '../../parts/chip-bar.tsx'
import { ClearSearch } from '../../parts/clear-search.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { formatCents } from '../../parts/format-money.ts'
import { ListGrid } from '../../parts/list-grid.tsx'
import { Screen } from '../../parts/screen.tsx'
import { SearchField } from '../../parts/search-field.tsx'
import { useListFilter } from '../../store/list-filters.ts'
import { useWords } from '../../words/use-words.ts'
import { LinkPanel } from '../sending/link-panel.tsx'
import { linkColumns } from './link-columns.tsx'
import { MoneyTabs } from './money-tabs.tsx'

const SORT = { column: 'sentAt', descending: true }
const SPANS = ['30', '90', '365'] as const

/** The payment links that went out, and how far each has come. */
export function PaymentLinksScreen() {
  const words = useWords()
  const w = words.links
  const route = useRoute()
  const [filter, setFilter, kept] = useListFilter<{ step: LinkList; search: string; days: number }>('links', {
    step: 'sent',
    search: '',
    days: 30,
  })
  const { source, latest } = useList('links.list', filter)
  const columns = useMemo(() => linkColumns(words), [words])
  return (
    <Screen
      title={w.title}
      beside={<MoneyTabs on="links" />}
      actions={
        <SearchField
          kept={kept}
          placeholder={w.search}
          initial={filter.search}
          onSearch={search => setFilter({ search })}
        />
      }
    >
      <ChipBar
        name={w.which}
        chips={LINK_LISTS.map(value => ({ value, label: w.steps[value] }))}
        value={filter.step}
        onChange={step => setFilter({ step })}
      >
        <SegmentedControl
          aria-label={w.since}
          data={SPANS.map(value => ({ value, label: w.days(Number(value)) }))}
          value={String(filter.days)}
          onChange={days => setFilter({ days: Number(days) })}
        />
      </ChipBar>
      <ListGrid
        {...source}
        id="payment-links"
        name={w.title}
        columns={columns}
        rowId={row => row.linkId}
        sort={SORT}
        totals={
          latest
            ? {
                customerName: w.count(latest.count),
                askedCents: formatCents(latest.askedCents),
                paidCents: formatCents(latest.paidCents),
              }
            : undefined
        }
        onOpen={row => navigate(pathTo('link', { linkId: row.linkId }))}
        empty={
          <EmptyState
            title={filter.search === '' ? w.none : w.noneFound(filter.search)}
            hint={filter.search === '' ? w.noneHint : w.noneFoundHint}
            action={<ClearSearch search={filter.search} onClear={setFilter} />}
          />
        }
      />
      <LinkPanel
        linkId={route?.name === 'link' ? (route.params.linkId ?? null) : null}
        onClose={() => navigate(pathTo('links'))}
      />
    </Screen>
  )
}
