import { Button } from '@mantine/core'
import { useState } from 'react'
import type { UserRow } from '../../../shared/domain/user/user-row.ts'
import { useIssue } from '../../app/issues.ts'
import { useAsk } from '../../app/use-ask.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { StatusTag } from '../../parts/status-tag.tsx'
import { useSession } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { HistoryButton } from '../audit/history-button.tsx'
import { PasswordDialog } from './password-dialog.tsx'
import classes from './team.module.css'
import { UserDialog } from './user-dialog.tsx'

type Open = { what: 'user'; user: UserRow | null } | { what: 'password'; user: UserRow; isNew: boolean }

/** The staff: add, edit, switch off, set a password. */
export function Users() {
  const words = useWords()
  const w = words.team
  const own = useSession(state => state.session?.user?.id)
  const { data: users, error, refetch } = useAsk('users.all', {})
  const [open, setOpen] = useState<Open | null>(null)
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
      {error && <FaultNotice error={error} onRetry={() => void refetch()} />}
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{w.name}</th>
            <th scope="col">{w.login}</th>
            <th scope="col">{w.roles}</th>
            <th scope="col">{w.state}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {users?.map(user => (
            <tr key={user.id} className={user.active ? undefined : classes.off}>
              <td>
                <span className="florin-strong">{user.name}</span>
                {user.id === own && <span className="florin-mute"> · {w.you}</span>}
              </td>
              <td className="florin-mute">{user.login}</td>
              <td>
                {user.roles.map(role => words.shell.role[role]).join(', ')}
                {user.manageOwnCustomers && <span className="florin-mute"> · {w.own}</span>}
              </td>
              <td>
                <StatusTag status={user.active ? 'active' : 'inactive'} />
              </td>
              <td>
                <HistoryButton table="users" id={user.id} name={user.name} named />
                <Button
                  variant="subtle"
                  color="gray"
                  h={28}
                  onClick={() => setOpen({ what: 'password', user, isNew: false })}
                >
                  {w.setPassword}
                </Button>
                <Button
                  variant="subtle"
                  h={28}
                  aria-label={w.editUser(user.name)}
                  onClick={() => setOpen({ what: 'user', user })}
                >
                  {w.edit}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
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
