import { Button, Menu } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconChevronDown } from '@tabler/icons-react'
import type { OrderView } from '../../../shared/protocol/document-views.ts'
import { giveCommand } from '../../app/give-command.ts'
import { newId } from '../../app/new-id.ts'
import { navigate, pathTo } from '../../app/router.ts'
import { formatMoney } from '../../parts/format-money.ts'
import { notify } from '../../parts/notify.ts'
import { ReasonItem } from '../../parts/reason-button.tsx'
import { useRight, useToday } from '../../store/session.ts'
import { useWhyNot } from '../../words/use-why-not.ts'
import { useWords } from '../../words/use-words.ts'
import { copyOfOrder } from './copy-order.ts'
import type { OrderDesk } from './order-desk.ts'

interface MoreMenuProps {
  desk: OrderDesk
  view: OrderView
  onPdf(): void
  onPrint(): void
}

/** What is done with an order now and then. */
export function MoreMenu({ desk, view, onPdf, onPrint }: MoreMenuProps) {
  const words = useWords()
  const w = words.orderEntry
  const today = useToday()
  const mayReverse = useRight('payments.reverse')
  const whyNot = useWhyNot()
  const { order, invoice } = view
  const isVoidable = order.status !== 'voided'

  function credit(of: NonNullable<OrderView['invoice']>) {
    navigate(pathTo('newCredit', {}, { customer: of.customerId, invoice: of.id }))
  }

  /** What is typed into an open order is copied with it: it is saved first. */
  async function copy() {
    const isOpen = order.status === 'draft' || order.status === 'pending'
    if (isOpen && !(await desk.saveAll())) return desk.report({ kind: 'missing', missing: 'mending' })
    const orderId = newId()
    try {
      const saved = desk.store.getState().view ?? view
      const { number } = await giveCommand('order.create', copyOfOrder(saved, orderId, today, newId))
      notify(w.copied(number ?? ''))
      navigate(pathTo('order', { orderId }))
    } catch (error) {
      desk.fail(error)
    }
  }

  function askToVoid() {
    const appliedCents = invoice ? invoice.totalCents - invoice.openCents : 0
    const releasePayments = appliedCents > 0 && mayReverse
    modals.openConfirmModal({
      title: words.orders.voidTitle(order.number),
      children: (
        <>
          {appliedCents > 0 && <p>{w.voidReleaseTitle(formatMoney(appliedCents, order.currency))}.</p>}
          {invoice ? words.orders.voidInvoiceText : words.orders.voidText}
        </>
      ),
      labels: {
        confirm: releasePayments ? w.voidRelease : words.orders.voidNow,
        cancel: words.orders.keepOrder,
      },
      confirmProps: { color: 'red' },
      onConfirm: () => void desk.act('order.void', { orderId: order.id, voidedOn: today, releasePayments }),
    })
  }

  return (
    <Menu position="bottom-end" shadow="md" width={220}>
      <Menu.Target>
        <Button variant="subtle" color="gray" rightSection={<IconChevronDown size={14} aria-hidden />}>
          {w.more}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <ReasonItem reason={whyNot('orders.edit')} quiet={isVoidable} onClick={() => void copy()}>
          {w.copy}
        </ReasonItem>
        {invoice && <Menu.Item onClick={onPdf}>{words.orders.viewPdf}</Menu.Item>}
        {invoice && <Menu.Item onClick={onPrint}>{w.print}</Menu.Item>}
        {invoice?.status === 'open' && (
          <ReasonItem reason={whyNot('credits.create')} onClick={() => credit(invoice)}>
            {words.credits.creditIt}
          </ReasonItem>
        )}
        {order.onHold && (
          <ReasonItem
            reason={whyNot('credit.override')}
            onClick={() => void desk.act('order.release-hold', { orderId: order.id })}
          >
            {words.attention.settle.releaseHold}
          </ReasonItem>
        )}
        {isVoidable && <Menu.Divider />}
        {isVoidable && (
          <ReasonItem reason={whyNot('orders.edit')} color="red" onClick={askToVoid}>
            {words.orders.void}
          </ReasonItem>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
