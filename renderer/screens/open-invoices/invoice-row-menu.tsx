import { Menu } from '@mantine/core'
import type { InvoiceListRow } from '../../../shared/protocol/list-rows.ts'
import { navigate, pathTo } from '../../app/router.ts'
import { useMaySend, useRight } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'

/** What the screen does for its rows: each opens a dialog of its own. */
export interface InvoiceDeeds {
  onEmail(invoiceId: string): void
  onPhone(phoned: { customerId: string; invoiceIds: string[]; openCents: number }): void
  onSendLinks(invoiceIds: readonly string[]): void
}

/** What can be done with one open invoice of the list. */
export function InvoiceRowMenu({ row, deeds }: { row: InvoiceListRow; deeds: InvoiceDeeds }) {
  const { invoices: w, sending, phone, credits } = useWords()
  const mayReceive = useRight('payments.receive')
  const mayEmail = useRight('documents.email')
  const mayCredit = useRight('credits.create')
  const mayState = useRight('receivables.view')
  const maySend = useMaySend()
  const { invoiceId, customerId, orderId, openCents } = row
  return (
    <>
      {mayReceive && (
        <Menu.Item
          onClick={() =>
            navigate(pathTo('receivePayment', {}, { customer: customerId, invoices: invoiceId }))
          }
        >
          {w.receivePayment}
        </Menu.Item>
      )}
      {mayReceive && (
        <Menu.Item onClick={() => deeds.onPhone({ customerId, invoiceIds: [invoiceId], openCents })}>
          {phone.action}
        </Menu.Item>
      )}
      {maySend && <Menu.Item onClick={() => deeds.onSendLinks([invoiceId])}>{sending.sendLinks}</Menu.Item>}
      {mayEmail && <Menu.Item onClick={() => deeds.onEmail(invoiceId)}>{w.email}</Menu.Item>}
      {mayCredit && (
        <Menu.Item
          onClick={() => navigate(pathTo('newCredit', {}, { customer: customerId, invoice: invoiceId }))}
        >
          {credits.creditIt}
        </Menu.Item>
      )}
      <Menu.Divider />
      <Menu.Item onClick={() => navigate(pathTo('invoice', { invoiceId }))}>{w.openInvoice}</Menu.Item>
      <Menu.Item onClick={() => navigate(pathTo('order', { orderId }))}>{w.openOrder}</Menu.Item>
      {mayState && (
        <Menu.Item onClick={() => navigate(pathTo('aging', {}, { customer: customerId }))}>
          {w.openStatement}
        </Menu.Item>
      )}
    </>
  )
}
