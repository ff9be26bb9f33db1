import { useMemo, useState } from 'react'
import type { AskInput } from '../../../shared/protocol/desk.ts'
import type { OrderListRow } from '../../../shared/protocol/list-rows.ts'
import { navigate, pathTo } from '../../app/router.ts'
import { useList } from '../../app/use-list.ts'
import { ChipBar } from '../../parts/chip-bar.tsx'
import { ClearSearch } from '../../parts/clear-search.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { formatCents } from '../../parts/format-money.ts'
import { ListGrid } from '../../parts/list-grid.tsx'
import { ReasonButton } from '../../parts/reason-button.tsx'
import { RunStrip } from '../../parts/run/run-strip.tsx'
import { Screen } from '../../parts/screen.tsx'
import { SearchField } from '../../parts/search-field.tsx'
import { useSelection } from '../../parts/use-selection.ts'
import { useListFilter } from '../../store/list-filters.ts'
import { useWhyNot } from '../../words/use-why-not.ts'
import { useWords } from '../../words/use-words.ts'
import { DocsDialog } from '../sending/docs-dialog.tsx'
import { docsRun } from '../sending/docs-run.ts'
import { orderColumns } from './order-columns.tsx'
import { OrderSelection } from './order-selection.tsx'
import { PrintDialog } from './print-dialog.tsx'
import { printRun } from './print-run.ts'

type Status = NonNullable<AskInput<'orders.summary'>['status']>

const CHIPS: readonly Status[] = ['all', 'draft', 'pending', 'hold', 'confirmed', 'unpaid', 'paid', 'voided']
const SORT = { column: 'shipOn', descending: true }

/** Every order, with what has become of it. */
export function OrderSummaryScreen() {
  const words = useWords()
  const w = words.orders
  const whyNot = useWhyNot()
  const [filter, setFilter, kept] = useListFilter<{ status: Status; search: string }>('orders', {
    status: 'all',
    search: '',
  })
  const [emailing, setEmailing] = useState<readonly string[] | null>(null)
  const { selected, clear, onSelect } = useSelection<OrderListRow>()
  const { source, latest } = useList('orders.summary', filter)
  const columns = useMemo(() => orderColumns(words, true, setEmailing), [words])

  return (
    <Screen
      title={w.summary}
      actions={
        <>
          <SearchField
            kept={kept}
            placeholder={w.searchPlaceholder}
            initial={filter.search}
            onSearch={search => setFilter({ search })}
          />
          <ReasonButton reason={whyNot('orders.edit')} href={`#${pathTo('newOrder')}`} title="Ctrl O">
            {w.newOrder}
          </ReasonButton>
        </>
      }
    >
      <ChipBar
        name={w.status}
        chips={CHIPS.map(value => ({ value, label: w.chips[value] }))}
        value={filter.status}
        onChange={status => setFilter({ status })}
      />
      <RunStrip run={docsRun} text={words.sending.docsStrip} show={words.sending.show} />
      <RunStrip run={printRun} text={words.orderEntry.printStrip} show={words.sending.show} />
      <ListGrid
        {...source}
        id="orders"
        name={w.summary}
        columns={columns}
        rowId={row => row.orderId}
        sort={SORT}
        totals={
          latest
            ? {
                status: w.orderCount(latest.count),
                totalCents: formatCents(latest.totalCents),
                openCents: formatCents(latest.openCents),
              }
            : undefined
        }
        onOpen={row => navigate(pathTo('order', { orderId: row.orderId }))}
        onSelect={onSelect}
        about={[
          filter.status !== 'all' && w.chips[filter.status],
          filter.search !== '' && words.exports.searched(filter.search),
        ]
          .filter(Boolean)
          .join('  ·  ')}
        empty={
          <EmptyState
            title={filter.search === '' ? w.noOrders : w.noOrdersFound(filter.search)}
            hint={filter.search === '' ? w.noOrdersHint : w.noOrdersFoundHint}
            action={<ClearSearch search={filter.search} onClear={setFilter} />}
          />
        }
      />
      <OrderSelection selected={selected} onClear={clear} onEmail={setEmailing} />
      <PrintDialog />
      <DocsDialog orderIds={emailing} onClose={() => setEmailing(null)} />
    </Screen>
  )
}
