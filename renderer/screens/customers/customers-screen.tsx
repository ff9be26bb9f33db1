import { Button } from '@mantine/core'
import { useEffect, useMemo } from 'react'
import { useIssue } from '../../app/issues.ts'
import { navigate, pathTo } from '../../app/router.ts'
import { useAsk } from '../../app/use-ask.ts'
import { useList } from '../../app/use-list.ts'
import { ChipBar } from '../../parts/chip-bar.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { formatCents } from '../../parts/format-money.ts'
import { ListGrid } from '../../parts/list-grid.tsx'
import { Screen } from '../../parts/screen.tsx'
import { SearchField } from '../../parts/search-field.tsx'
import { useListFilter } from '../../store/list-filters.ts'
import { useRight } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { customerColumns } from './customer-columns.ts'
import { NEW_CUSTOMER } from './customer-screen.tsx'

const CHIPS = ['active', 'all'] as const
const SORT = { column: 'name', descending: false }

/** Everyone the company sells to. */
export function CustomersScreen() {
  const words = useWords()
  const w = words.customers
  const mayEdit = useRight('customers.edit')
  const company = useAsk('company.settings', {})
  const [filter, setFilter] = useListFilter<{ active: 'active' | 'all'; search: string }>('customers', {
    active: 'active',
    search: '',
  })
  const issue = useIssue()
  const addAgain = issue?.name === 'customer.add' ? issue.id : null
  useEffect(() => {
    // A refused new customer is typed again where new ones are.
    const query = { issue: addAgain ?? '' }
    if (addAgain) navigate(pathTo('customer', { customerId: NEW_CUSTOMER }, query), { replace: true })
  }, [addAgain])
  const { source, latest } = useList('customers.list', filter)
  const terms = company.data?.terms
  const columns = useMemo(() => customerColumns(words, terms ?? []), [words, terms])

  return (
    <Screen
      title={w.title}
      actions={
        <>
          <SearchField
            placeholder={w.search}
            initial={filter.search}
            onSearch={search => setFilter({ search })}
          />
          {mayEdit && (
            <Button component="a" href={`#${pathTo('customer', { customerId: NEW_CUSTOMER })}`}>
              {w.newCustomer}
            </Button>
          )}
        </>
      }
    >
      <ChipBar
        name={w.status}
        chips={CHIPS.map(value => ({ value, label: w.chips[value] }))}
        value={filter.active}
        onChange={active => setFilter({ active })}
      />
      <ListGrid
        {...source}
        id="customers"
        name={w.title}
        columns={columns}
        rowId={row => row.id}
        sort={SORT}
        totals={
          latest ? { code: w.count(latest.count), openCents: formatCents(latest.openCents) } : undefined
        }
        about={filter.search === '' ? '' : words.exports.searched(filter.search)}
        onOpen={row => navigate(pathTo('customer', { customerId: row.id }))}
        empty={
          <EmptyState
            title={filter.search === '' ? w.none : w.noneFound(filter.search)}
            hint={filter.search === '' ? w.noneHint : w.noneFoundHint}
          />
        }
      />
    </Screen>
  )
}
