import { Menu } from '@mantine/core'
import type { OrderListRow } from '../../../shared/protocol/list-rows.ts'
import { ask } from '../../app/ask.ts'
import { giveCommand } from '../../app/give-command.ts'
import { newId } from '../../app/new-id.ts'
import { navigate, pathTo } from '../../app/router.ts'
import { notify } from '../../parts/notify.ts'
import { printOrDownload } from '../../parts/print-pdf.ts'
import { errorSentence } from '../../parts/refusal-text.tsx'
import { useRight, useToday } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { copyOfOrder } from '../order-form/copy-order.ts'

/** What can be done with one order of the list. */
export function OrderRowMenu({
  row,
  onEmail,
}: {
  row: OrderListRow
  onEmail: ((orderIds: readonly string[]) => void) | null
}) {
  const words = useWords()
  const w = words.orderEntry
  const today = useToday()
  const mayEdit = useRight('orders.edit')
  const mayEmail = useRight('documents.email')
  const tried = (act: () => Promise<void>) => () => {
    act().catch((error: unknown) => notify(errorSentence(error, words), { wrong: true }))
  }
  const open = (orderId: string) => navigate(pathTo('order', { orderId }))
  async function copy() {
    const view = await ask('orders.one', { orderId: row.orderId })
    const orderId = newId()
    await giveCommand('order.create', copyOfOrder(view, orderId, today, newId))
    open(orderId)
  }
  async function print() {
    printOrDownload(await ask('orders.print', { orderId: row.orderId }))
  }
  return (
    <>
      <Menu.Item onClick={() => open(row.orderId)}>{w.openOrder}</Menu.Item>
      {mayEdit && <Menu.Item onClick={tried(copy)}>{w.copy}</Menu.Item>}
      {(row.status === 'confirmed' || row.status === 'pending') && mayEmail && onEmail && (
        <Menu.Item onClick={() => onEmail([row.orderId])}>{words.sending.emailDocs}</Menu.Item>
      )}
      {row.status === 'confirmed' && <Menu.Item onClick={tried(print)}>{w.print}</Menu.Item>}
    </>
  )
}
