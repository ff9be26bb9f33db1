import { useState } from 'react'
import { sumCents } from '../../../shared/domain/money.ts'
import type { InvoiceListRow } from '../../../shared/protocol/list-rows.ts'
import { navigate, pathTo } from '../../app/router.ts'
import { formatCents } from '../../parts/format-money.ts'
import { BarButton, SelectionBar } from '../../parts/selection-bar.tsx'
import { useRight } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { EmailDialog } from '../email-dialog/email-dialog.tsx'

/** What can be done with the selected invoices; nothing while none is. */
export function InvoiceSelection({ selected }: { selected: readonly InvoiceListRow[] }) {
  // The dialog outlives the selection: what is typed into it stays when its invoice leaves the list.
  const [emailing, setEmailing] = useState<string | null>(null)
  return (
    <>
      {selected.length > 0 && <Bar selected={selected} onEmail={setEmailing} />}
      {emailing !== null && <EmailDialog invoiceId={emailing} opened onClose={() => setEmailing(null)} />}
    </>
  )
}

function Bar({
  selected,
  onEmail,
}: {
  selected: readonly InvoiceListRow[]
  onEmail(invoiceId: string): void
}) {
  const w = useWords().invoices
  const mayReceive = useRight('payments.receive')
  const mayEmail = useRight('documents.email')
  const first = selected[0]!
  const customers = new Set(selected.map(row => row.customerId)).size
  const whyNoPayment = customers > 1 ? w.oneCustomerOnly : undefined
  const whyNoMail = selected.length > 1 ? w.emailOneOnly : undefined
  const openCents = sumCents(selected.map(row => row.openCents))
  const receive = () => {
    const invoices = selected.map(row => row.invoiceId).join(',')
    navigate(pathTo('receivePayment', {}, { customer: first.customerId, invoices }))
  }

  return (
    <SelectionBar
      title={w.selected(selected.length)}
      summary={w.selectionOf(w.customers(customers), formatCents(openCents))}
      reasons={[mayReceive && whyNoPayment, mayEmail && whyNoMail]}
    >
      {mayReceive && (
        <BarButton reason={whyNoPayment} onClick={receive}>
          {w.receivePayment}
        </BarButton>
      )}
      {mayEmail && (
        <BarButton primary reason={whyNoMail} onClick={() => onEmail(first.invoiceId)}>
          {w.emailLink}
        </BarButton>
      )}
    </SelectionBar>
  )
}
