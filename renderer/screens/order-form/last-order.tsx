import { Button } from '@mantine/core'
import { IconRepeat } from '@tabler/icons-react'
import { useState } from 'react'
import { ask } from '../../app/ask.ts'
import { newId } from '../../app/new-id.ts'
import { useAsk } from '../../app/use-ask.ts'
import { formatDate } from '../../parts/format-date.ts'
import { formatCents } from '../../parts/format-money.ts'
import { useToday } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { copyOfOrder } from './copy-order.ts'
import { PRODUCT_CELL } from './line-grid.tsx'
import type { OrderDesk } from './order-desk.ts'
import { editedHeader, type OrderStart } from './order-draft.ts'

/** Fills a new order with what its customer ordered last, under the head as typed so far. */
export function LastOrder({ desk, start }: { desk: OrderDesk; start: OrderStart }) {
  const w = useWords().orderEntry
  const today = useToday()
  const { data: last } = useAsk('orders.last', { customerId: start.customerId })
  const [working, setWorking] = useState(false)
  if (!last) return null

  async function reorder(lastId: string) {
    setWorking(true)
    try {
      const view = await ask('orders.one', { orderId: lastId })
      const { orderId, edits } = desk.store.getState()
      const header = editedHeader(start.header, edits)
      const trouble = await desk.edit('order.create', copyOfOrder(view, orderId, today, newId, header))
      if (trouble) desk.report(trouble)
      else desk.wantFocus(PRODUCT_CELL)
    } catch (error) {
      desk.fail(error)
    }
    setWorking(false)
  }

  return (
    <div>
      <Button
        variant="default"
        loading={working}
        leftSection={<IconRepeat size={15} aria-hidden />}
        onClick={() => void reorder(last.orderId)}
      >
        {w.reorder(last.number, formatDate(last.orderedOn), formatCents(last.totalCents))}
      </Button>
    </div>
  )
}
