import { Button } from '@mantine/core'
import { customersSeen } from '../../../shared/domain/permissions.ts'
import type { UserRow } from '../../../shared/domain/user/user-row.ts'
import type { ListColumn } from '../../parts/list-columns.ts'
import { StatusTag } from '../../parts/status-tag.tsx'
import type { Words } from '../../words/use-words.ts'
import { HistoryButton } from '../audit/history-button.tsx'

/** The columns of the list of users; `ownId` is who looks at it. */
export function userColumns(
  { team: w, ownCustomers, shell, parts }: Words,
  ownId: string | undefined,
  onPassword: (user: UserRow) => void,
): ListColumn<UserRow>[] {
  return [
    {
      id: 'name',
      header: w.name,
      minWidth: 140,
      tone: 'strong',
      text: user => user.name,
      render: user => (
        <>
          {user.name}
          {user.id === ownId && <span className="florin-mute"> · {w.you}</span>}
        </>
      ),
    },
    { id: 'login', header: w.login, flex: 1.4, minWidth: 150, tone: 'mute', text: user => user.login },
    {
      id: 'roles',
      header: w.roles,
      flex: 1.4,
      minWidth: 150,
      text: user => user.roles.map(role => shell.role[role]).join(', '),
    },
    {
      id: 'customers',
      header: w.customers,
      minWidth: 170,
      tone: 'mute',
      text: user => ownCustomers.seen[customersSeen(user)],
    },
    {
      id: 'active',
      header: w.state,
      width: 104,
      text: user => parts.tag[user.active ? 'active' : 'inactive'],
      render: user => <StatusTag status={user.active ? 'active' : 'inactive'} />,
    },
    {
      id: 'actions',
      header: w.actions,
      width: 270,
      sortable: false,
      onScreenOnly: true,
      text: () => '',
      render: user => (
        <>
          <HistoryButton table="users" id={user.id} name={user.name} named />
          <Button variant="subtle" color="gray" h={28} onClick={() => onPassword(user)}>
            {w.setPassword}
          </Button>
        </>
      ),
    },
  ]
}
