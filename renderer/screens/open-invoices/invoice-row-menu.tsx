import { Menu } from '@mantine/core'
import type { InvoiceListRow } from '../../../shared/protocol/list-rows.ts'
import { navigate, pathTo } from '../../app/router.ts'
import { ReasonItem } from '../../parts/reason-button.tsx'
import { useRight } from '../../store/session.ts'
import { useWhyNot } from '../../words/use-why-not.ts'
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
  const whyNot = useWhyNot()
  const mayState = useRight('receivables.view')
  const { invoiceId, customerId, orderId, openCents } = row
  return (
    <>
      <ReasonItem
        reason={whyNot('payments.receive')}
        onClick={() => navigate(pathTo('receivePayment', {}, { customer: customerId, invoices: invoiceId }))}
      >
        {w.receivePayment}
      </ReasonItem>
      <ReasonItem
        reason={whyNot('payments.receive')}
        onClick={() => deeds.onPhone({ customerId, invoiceIds: [invoiceId], openCents })}
      >
        {phone.action}
      </ReasonItem>
      <ReasonItem reason={whyNot('receivables.send')} onClick={() => deeds.onSendLinks([invoiceId])}>
        {sending.sendLinks}
      </ReasonItem>
      <ReasonItem reason={whyNot('documents.email')} onClick={() => deeds.onEmail(invoiceId)}>
        {w.email}
      </ReasonItem>
      <ReasonItem
        reason={whyNot('credits.create')}
        onClick={() => navigate(pathTo('newCredit', {}, { customer: customerId, invoice: invoiceId }))}
      >
        {credits.creditIt}
      </ReasonItem>
      <Menu.Divider />
      <Menu.Item onClick={() => navigate(pathTo('invoice', { invoiceId }))}>{w.openInvoice}</Menu.Item>
      {orderId !== '' && (
        <Menu.Item onClick={() => navigate(pathTo('order', { orderId }))}>{w.openOrder}</Menu.Item>
      )}
      {mayState && (
        <Menu.Item onClick={() => navigate(pathTo('aging', {}, { customer: customerId }))}>
          {w.openStatement}
        </Menu.Item>
      )}
    </>
  )
}
