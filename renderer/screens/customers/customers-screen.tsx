import { Button } from '@mantine/core'
import { useEffect, useMemo } from 'react'
import { useIssue } from '../../app/issues.ts'
import { navigate, pathTo } from '../../app/router.ts'
import { useAsk } from '../../app/use-ask.ts'
import { useList } from '../../app/use-list.ts'
import { ChipBar } from '../../parts/chip-bar.tsx'
import { ClearSearch } from '../../parts/clear-search.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { formatCents } from '../../parts/format-money.ts'
import { ListGrid } from '../../parts/list-grid.tsx'
import { ReasonButton } from '../../parts/reason-button.tsx'
import { Screen } from '../../parts/screen.tsx'
import { SearchField } from '../../parts/search-field.tsx'
import { SearchSelect } from '../../parts/search-select.tsx'
import { useListFilter } from '../../store/list-filters.ts'
import { useSeesOwn } from '../../store/session.ts'
import { useWhyNot } from '../../words/use-why-not.ts'
import { useWords } from '../../words/use-words.ts'
import { customerColumns } from './customer-columns.ts'
import { NEW_CUSTOMER } from './customer-screen.tsx'

type Chip = 'active' | 'hold' | 'over-limit' | 'inactive' | 'all'

const CHIPS: readonly Chip[] = ['active', 'hold', 'over-limit', 'inactive', 'all']
const OF_CHIP = {
  active: { active: 'active', only: 'all' },
  hold: { active: 'active', only: 'hold' },
  'over-limit': { active: 'active', only: 'over-limit' },
  inactive: { active: 'inactive', only: 'all' },
  all: { active: 'all', only: 'all' },
} as const
const NOBODY = '-'
const SORT = { column: 'name', descending: false }

interface CustomersFilter {
  chip: Chip
  search: string
  /** `''`: those without one. */
  salespersonId: string | null
  tag: string
}

const NO_FILTER: CustomersFilter = { chip: 'active', search: '', salespersonId: null, tag: '' }

/** Everyone the company sells to. */
export function CustomersScreen() {
  const words = useWords()
  const w = words.customers
  const whyNot = useWhyNot()
  const company = useAsk('company.settings', {})
  const users = useAsk('users.all', {}).data ?? []
  const tags = useAsk('customers.tags', {}).data ?? []
  const seesOwn = useSeesOwn(null)
  const [filter, setFilter, kept] = useListFilter<CustomersFilter>('customers', NO_FILTER)
  const issue = useIssue()
  const addAgain = issue?.name === 'customer.add' ? issue.id : null
  useEffect(() => {
    // A refused new customer is typed again where new ones are.
    const query = { issue: addAgain ?? '' }
    if (addAgain) navigate(pathTo('customer', { customerId: NEW_CUSTOMER }, query), { replace: true })
  }, [addAgain])
  const { chip, ...rest } = filter
  const { source, latest } = useList('customers.list', { ...rest, ...OF_CHIP[chip] })
  const salespeople = users.map(user => ({ value: user.id, label: user.name }))
  const isFiltered =
    filter.search !== '' || filter.tag !== '' || filter.salespersonId !== null || chip !== 'active'
  const terms = company.data?.terms
  const columns = useMemo(() => customerColumns(words, terms ?? []), [words, terms])

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
          <ReasonButton
            reason={whyNot('customers.edit')}
            href={`#${pathTo('customer', { customerId: NEW_CUSTOMER })}`}
          >
            {w.newCustomer}
          </ReasonButton>
        </>
      }
    >
      <ChipBar
        name={w.status}
        chips={CHIPS.map(value => ({ value, label: w.chips[value] }))}
        value={chip}
        onChange={next => setFilter({ chip: next })}
      >
        {!seesOwn && (
          <SearchSelect
            aria-label={w.salesperson}
            placeholder={w.salesperson}
            w={170}
            data={[{ value: NOBODY, label: w.withoutSalesperson }, ...salespeople]}
            value={filter.salespersonId === '' ? NOBODY : filter.salespersonId}
            clearable
            onChange={value => setFilter({ salespersonId: value === NOBODY ? '' : value })}
          />
        )}
        {(tags.length > 0 || filter.tag !== '') && (
          <SearchSelect
            aria-label={w.tag}
            placeholder={w.tag}
            w={140}
            data={tags.includes(filter.tag) || filter.tag === '' ? tags : [filter.tag, ...tags]}
            value={filter.tag || null}
            clearable
            onChange={tag => setFilter({ tag: tag ?? '' })}
          />
        )}
      </ChipBar>
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
            hint={filter.search === '' ? (seesOwn ? w.noneOwnHint : w.noneHint) : w.noneFoundHint}
            action={
              filter.search === '' ? (
                isFiltered && (
                  <Button variant="default" onClick={() => setFilter(NO_FILTER)}>
                    {w.clearFilters}
                  </Button>
                )
              ) : (
                <ClearSearch search={filter.search} onClear={setFilter} />
              )
            }
          />
        }
      />
    </Screen>
  )
}
