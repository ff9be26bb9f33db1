import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { UserRow } from '../../../shared/domain/user/user-row.ts'
import { useIssue } from '../../app/issues.ts'
import { useAsk } from '../../app/use-ask.ts'
import { useList } from '../../app/use-list.ts'
import { ChipBar } from '../../parts/chip-bar.tsx'
import { ClearSearch } from '../../parts/clear-search.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { ListGrid } from '../../parts/list-grid.tsx'
import { SearchField } from '../../parts/search-field.tsx'
import { useListFilter } from '../../store/list-filters.ts'
import { useSession } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { PasswordDialog } from './password-dialog.tsx'
import classes from './team.module.css'
import { userColumns } from './user-columns.tsx'
import { UserDialog } from './user-dialog.tsx'

type Open = { what: 'user'; user: UserRow | null } | { what: 'password'; user: UserRow; isNew: boolean }

type Active = 'all' | 'active' | 'inactive'

const ACTIVE: readonly Active[] = ['all', 'active', 'inactive']
const SORT = { column: 'name', descending: false }

/** The staff: add, edit, switch off, set a password. */
export function Users() {
  const words = useWords()
  const w = words.team
  const own = useSession(state => state.session?.user?.id)
  const users = useAsk('users.all', {}).data
  const [filter, setFilter, kept] = useListFilter<{ search: string; active: Active }>('users', {
    search: '',
    active: 'all',
  })
  const { source, latest } = useList('users.list', filter)
  const [open, setOpen] = useState<Open | null>(null)
  const columns = useMemo(
    () => userColumns(words, own, user => setOpen({ what: 'password', user, isNew: false })),
    [words, own],
  )
  const issue = useIssue()
  const [reopened, setReopened] = useState<string | null>(null)
  if (issue && issue.id !== reopened && users) {
    setReopened(issue.id)
    const userId = (issue.payload as { userId?: string }).userId
    setOpen({ what: 'user', user: users.find(user => user.id === userId) ?? null })
  }

  return (
    <section className={classes.card}>
      <div className={classes.head}>
        <h2>{w.users}</h2>
        <Button onClick={() => setOpen({ what: 'user', user: null })}>{w.addUser}</Button>
      </div>
      <div className={classes.filters}>
        <ChipBar<Active>
          name={w.filters}
          chips={ACTIVE.map(value => ({ value, label: w.chips[value], count: latest?.chips[value] }))}
          value={filter.active}
          onChange={active => setFilter({ active })}
        />
        <SearchField
          kept={kept}
          placeholder={w.search}
          initial={filter.search}
          onSearch={search => setFilter({ search })}
        />
      </div>
      <div className={classes.list}>
        <ListGrid
          {...source}
          id="users"
          name={w.users}
          columns={columns}
          rowId={user => user.id}
          sort={SORT}
          totals={latest ? { name: w.count(latest.count) } : undefined}
          about={filter.search === '' ? '' : words.exports.searched(filter.search)}
          onOpen={user => setOpen({ what: 'user', user })}
          empty={
            <EmptyState
              title={w.empty}
              hint={w.emptyHint}
              action={<ClearSearch search={filter.search} onClear={setFilter} />}
            />
          }
        />
      </div>
      {open?.what === 'user' && (
        <UserDialog
          user={open.user}
          issue={issue}
          onClose={() => setOpen(null)}
          onAdded={user => setOpen({ what: 'password', user, isNew: true })}
        />
      )}
      {open?.what === 'password' && (
        <PasswordDialog user={open.user} isNew={open.isNew} onClose={() => setOpen(null)} />
      )}
    </section>
  )
}
