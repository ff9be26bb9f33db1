import { modals } from '@mantine/modals'
import { useState } from 'react'
import type { OrderListRow } from '../../../shared/protocol/list-rows.ts'
import { ask } from '../../app/ask.ts'
import { giveCommand } from '../../app/give-command.ts'
import { navigate, pathTo } from '../../app/router.ts'
import { formatCents } from '../../parts/format-money.ts'
import { notify } from '../../parts/notify.ts'
import { printOrDownload } from '../../parts/print-pdf.ts'
import { errorSentence } from '../../parts/refusal-text.tsx'
import { BarButton, SelectionBar } from '../../parts/selection-bar.tsx'
import { useToday } from '../../store/session.ts'
import { useWhyNot } from '../../words/use-why-not.ts'
import { useWords } from '../../words/use-words.ts'
import { confirmable } from './bulk-confirm.ts'
import { BulkConfirmDialog } from './bulk-confirm-dialog.tsx'
import { printRun } from './print-run.ts'

/** What can be done with the selected orders. */
export function OrderSelection({
  selected,
  onClear,
  onEmail,
}: {
  selected: OrderListRow[]
  onClear(): void
  onEmail(orderIds: readonly string[]): void
}) {
  const words = useWords()
  const today = useToday()
  const whyNot = useWhyNot()
  const whyNoEdit = whyNot('orders.edit')
  const one = selected.length === 1 ? selected[0] : undefined
  const toVoid = selected.filter(row => row.status !== 'voided')
  const whyNoVoid = whyNoEdit ?? (toVoid.length === 0 ? words.orders.allVoided : undefined)
  const whyNotOpened = one ? undefined : words.orders.oneOnly
  const isMailed = selected.some(row => row.status === 'confirmed' || row.status === 'pending')
  const whyNoMail = whyNot('documents.email') ?? (isMailed ? undefined : words.orderMail.placeFirst)
  const toConfirm = confirmable(selected)
  const whyNoConfirm = whyNoEdit ?? (toConfirm.length === 0 ? words.orderEntry.nothingToConfirm : undefined)
  const toPrint = selected.filter(row => row.status === 'confirmed')
  const whyNoPrint = toPrint.length === 0 ? words.orderEntry.nothingToPrint : undefined
  const [confirming, setConfirming] = useState(false)
  const totalCents = selected.reduce((sum, row) => sum + row.totalCents, 0)

  async function print() {
    // One is printed at once.
    if (one) {
      const failed = (error: unknown) => notify(errorSentence(error, words), { wrong: true })
      return ask('orders.print', { orderId: one.orderId }).then(printOrDownload).catch(failed)
    }
    const without = selected.filter(row => row.status !== 'confirmed')
    printRun.start(
      {
        leftOut: without.map(({ orderId, number }) => ({
          id: orderId,
          name: number,
          why: words.orderEntry.printSkipped,
        })),
      },
      toPrint.map(({ orderId, number, customerName }) => ({
        id: orderId,
        name: `${number} · ${customerName}`,
      })),
    )
  }

  async function voidAll() {
    let done = 0
    for (const row of toVoid) {
      try {
        await giveCommand('order.void', { orderId: row.orderId, voidedOn: today, releasePayments: false })
        done++
      } catch (error) {
        notify(words.orders.notVoided(row.number, errorSentence(error, words)), { wrong: true })
      }
    }
    if (done > 0) notify(words.orders.voidedMany(done))
  }

  function askToVoid() {
    modals.openConfirmModal({
      title: words.orders.voidMany(toVoid.length),
      children: `${toVoid.map(row => row.number).join(', ')}. ${words.orders.voidInvoiceText}`,
      labels: { confirm: words.orders.voidManyNow, cancel: words.parts.cancel },
      confirmProps: { color: 'red' },
      onConfirm: () => void voidAll(),
    })
  }

  return (
    <>
      {selected.length > 0 && (
        <SelectionBar
          title={words.orders.selected(selected.length)}
          summary={formatCents(totalCents)}
          onClear={onClear}
          reasons={[whyNoConfirm, whyNoVoid, whyNotOpened, whyNoMail]}
        >
          <BarButton reason={whyNoVoid} onClick={askToVoid}>
            {words.orders.void}
          </BarButton>
          <BarButton reason={whyNoPrint} onClick={() => void print()}>
            {words.orderEntry.print}
          </BarButton>
          <BarButton
            reason={whyNotOpened}
            onClick={() => one && navigate(pathTo('order', { orderId: one.orderId }))}
          >
            {words.orders.openSelected}
          </BarButton>
          <BarButton reason={whyNoMail} onClick={() => onEmail(selected.map(row => row.orderId))}>
            {words.sending.emailDocs}
          </BarButton>
          <BarButton primary reason={whyNoConfirm} onClick={() => setConfirming(true)}>
            {words.orderEntry.confirm}
          </BarButton>
        </SelectionBar>
      )}
      {confirming && <BulkConfirmDialog rows={toConfirm} onClose={() => setConfirming(false)} />}
    </>
  )
}
