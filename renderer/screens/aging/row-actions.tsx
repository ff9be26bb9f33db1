import { Menu } from '@mantine/core'
import type { AgingListRow } from '../../../shared/protocol/aging-asks.ts'
import { navigate, pathTo } from '../../app/router.ts'
import { ReasonItem } from '../../parts/reason-button.tsx'
import { useWhyNot } from '../../words/use-why-not.ts'
import { useWords } from '../../words/use-words.ts'

/** What can be done about one customer of the aging. */
export function RowActions({ row, onStatement }: { row: AgingListRow; onStatement(): void }) {
  const w = useWords().aging
  const whyNot = useWhyNot()
  const { customerId } = row
  return (
    <>
      <Menu.Item onClick={onStatement}>{w.viewStatement}</Menu.Item>
      <ReasonItem
        reason={whyNot('payments.receive')}
        onClick={() => navigate(pathTo('receivePayment', {}, { customer: customerId }))}
      >
        {w.receivePayment}
      </ReasonItem>
      <Menu.Item onClick={() => navigate(pathTo('customer', { customerId }))}>{w.openCustomer}</Menu.Item>
    </>
  )
}
