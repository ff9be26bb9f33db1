import { Menu } from '@mantine/core'
import type { AgingListRow } from '../../../shared/protocol/aging-asks.ts'
import { navigate, pathTo } from '../../app/router.ts'
import { useRight } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'

/** What can be done about one customer of the aging. */
export function RowActions({ row, onStatement }: { row: AgingListRow; onStatement(): void }) {
  const w = useWords().aging
  const mayReceive = useRight('payments.receive')
  const { customerId } = row
  return (
    <>
      <Menu.Item onClick={onStatement}>{w.viewStatement}</Menu.Item>
      {mayReceive && (
        <Menu.Item onClick={() => navigate(pathTo('receivePayment', {}, { customer: customerId }))}>
          {w.receivePayment}
        </Menu.Item>
      )}
      <Menu.Item onClick={() => navigate(pathTo('customer', { customerId }))}>{w.openCustomer}</Menu.Item>
    </>
  )
}
