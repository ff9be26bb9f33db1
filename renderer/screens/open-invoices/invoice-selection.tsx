import { useState } from 'react'
import { sumCents } from '../../../shared/domain/money.ts'
import type { InvoiceListRow } from '../../../shared/protocol/desk.ts'
import { navigate, pathTo } from '../../app/router.ts'
import { formatCents } from '../../parts/format-money.ts'
import { BarButton, SelectionBar } from '../../parts/selection-bar.tsx'
import { useRight } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { EmailDialog } from '../email-dialog/email-dialog.tsx'

/** What can be done with the selected invoices; nothing while none is. */
export function InvoiceSelection({ selected }: { selected: readonly InvoiceListRow[] }) {
  const w = useWords().invoices
  const mayReceive = useRight('payments.receive')
  const mayEmail = useRight('documents.email')
  const [emailing, setEmailing] = useState(false)
  const first = selected[0]
  if (!first) return null

  const customers = new Set(selected.map(row => row.customerId)).size
  const openCents = sumCents(selected.map(row => row.openCents))
  const receive = () => {
    const invoices = selected.map(row => row.invoiceId).join(',')
    navigate(pathTo('receivePayment', {}, { customer: first.customerId, invoices }))
  }

  return (
    <SelectionBar
      title={w.selected(selected.length)}
      summary={w.selectionOf(w.customers(customers), formatCents(openCents))}
    >
      {mayReceive && (
        <BarButton reason={customers > 1 ? w.oneCustomerOnly : undefined} onClick={receive}>
          {w.receivePayment}
        </BarButton>
      )}
      {mayEmail && (
        <BarButton
          primary
          reason={selected.length > 1 ? w.emailOneOnly : undefined}
          onClick={() => setEmailing(true)}
        >
          {w.emailLink}
        </BarButton>
      )}
      {selected.length === 1 && (
        <EmailDialog invoiceId={first.invoiceId} opened={emailing} onClose={() => setEmailing(false)} />
      )}
    </SelectionBar>
  )
}
