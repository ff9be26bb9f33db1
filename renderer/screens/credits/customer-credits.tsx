import { useMemo } from 'react'
import { navigate, pathTo } from '../../app/router.ts'
import { useList } from '../../app/use-list.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { formatCents } from '../../parts/format-money.ts'
import { ListGrid } from '../../parts/list-grid.tsx'
import { useWords } from '../../words/use-words.ts'
import { creditColumns } from './credit-columns.tsx'

const SORT = { column: 'creditedOn', descending: true }

/** One customer's credits, and what of them is still open. */
export function CustomerCredits({ customerId }: { customerId: string }) {
  const words = useWords()
  const w = words.credits
  const { source, latest } = useList('credits.list', { customerId })
  const columns = useMemo(
    () =>
      creditColumns(words)
        .filter(column => column.id !== 'customerName')
        .map(column => (column.id === 'reviewedByName' ? { ...column, wideOnly: true } : column)),
    [words],
  )
  return (
    <ListGrid
      {...source}
      id="customer-credits"
      name={w.title}
      columns={columns}
      rowId={row => row.creditId}
      sort={SORT}
      totals={
        latest
          ? {
              number: w.count(latest.count),
              status: latest.chips.rejected > 0 ? w.notCounted(latest.chips.rejected) : '',
              totalCents: formatCents(latest.totalCents),
              leftCents: formatCents(latest.leftCents),
            }
          : undefined
      }
      onOpen={row => navigate(pathTo('credit', { creditId: row.creditId }))}
      empty={<EmptyState title={w.ofCustomerEmpty} hint={w.ofCustomerHint} />}
    />
  )
}
