import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import type { AgingListRow } from '../../../shared/protocol/aging-asks.ts'
import { navigate, pathTo } from '../../app/router.ts'
import { useRight } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'

/** What can be done about one customer of the aging. */
export function RowActions({ row, onStatement }: { row: AgingListRow; onStatement(): void }) {
  const w = useWords().aging
  const mayReceive = useRight('payments.receive')
  const { customerId, name } = row
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={24} aria-label={w.actionsFor(name)}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onStatement}>{w.viewStatement}</Menu.Item>
        {mayReceive && (
          <Menu.Item onClick={() => navigate(pathTo('receivePayment', {}, { customer: customerId }))}>
            {w.receivePayment}
          </Menu.Item>
        )}
        <Menu.Item onClick={() => navigate(pathTo('customer', { customerId }))}>{w.openCustomer}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
