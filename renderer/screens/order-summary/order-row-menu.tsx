import { Menu } from '@mantine/core'
import type { OrderListRow } from '../../../shared/protocol/list-rows.ts'
import { ask } from '../../app/ask.ts'
import { giveCommand } from '../../app/give-command.ts'
import { newId } from '../../app/new-id.ts'
import { navigate, pathTo } from '../../app/router.ts'
import { notify } from '../../parts/notify.ts'
import { printOrDownload } from '../../parts/print-pdf.ts'
import { ReasonItem } from '../../parts/reason-button.tsx'
import { errorSentence } from '../../parts/refusal-text.tsx'
import { useToday } from '../../store/session.ts'
import { useWhyNot } from '../../words/use-why-not.ts'
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
  const whyNot = useWhyNot()
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
      <ReasonItem reason={whyNot('orders.edit')} onClick={tried(copy)}>
        {w.copy}
      </ReasonItem>
      {(row.status === 'confirmed' || row.status === 'pending') && onEmail && (
        <ReasonItem reason={whyNot('documents.email')} onClick={() => onEmail([row.orderId])}>
          {words.sending.emailDocs}
        </ReasonItem>
      )}
      {row.status === 'confirmed' && <Menu.Item onClick={tried(print)}>{w.print}</Menu.Item>}
    </>
  )
}
