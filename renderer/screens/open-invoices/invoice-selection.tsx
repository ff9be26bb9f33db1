import { useState } from 'react'
import { sumCents } from '../../../shared/domain/money.ts'
import type { InvoiceListRow } from '../../../shared/protocol/list-rows.ts'
import { navigate, pathTo } from '../../app/router.ts'
import { formatCents } from '../../parts/format-money.ts'
import type { SelectedMore } from '../../parts/list-grid.tsx'
import { BarButton, SelectionBar } from '../../parts/selection-bar.tsx'
import { useMaySend, useRight } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { EmailDialog } from '../email-dialog/email-dialog.tsx'
import { PhoneDialog } from './phone-dialog.tsx'

/** What can be done with the selected invoices; nothing while none is. */
export function InvoiceSelection({
  selected,
  more,
  onSendLinks,
}: {
  selected: readonly InvoiceListRow[]
  more: SelectedMore
  onSendLinks(invoiceIds: readonly string[]): void
}) {
  // The dialog outlives the selection: what is typed into it stays when its invoice leaves the list.
  const [emailing, setEmailing] = useState<string | null>(null)
  const [phoning, setPhoning] = useState<Phoned | null>(null)
  return (
    <>
      {selected.length > 0 && (
        <Bar
          selected={selected}
          more={more}
          onEmail={setEmailing}
          onPhone={setPhoning}
          onSendLinks={onSendLinks}
        />
      )}
      {phoning !== null && <PhoneDialog {...phoning} onClose={() => setPhoning(null)} />}
      {emailing !== null && <EmailDialog invoiceId={emailing} opened onClose={() => setEmailing(null)} />}
    </>
  )
}

type Phoned = { customerId: string; invoiceIds: string[]; openCents: number }

function Bar({
  selected,
  more,
  onEmail,
  onPhone,
  onSendLinks,
}: {
  selected: readonly InvoiceListRow[]
  more: SelectedMore
  onEmail(invoiceId: string): void
  onPhone(phoned: Phoned): void
  onSendLinks(invoiceIds: readonly string[]): void
}) {
  const { invoices: w, sending, phone, parts } = useWords()
  const mayReceive = useRight('payments.receive')
  const mayEmail = useRight('documents.email')
  const maySend = useMaySend()
  const first = selected[0]!
  const customers = new Set(selected.map(row => row.customerId)).size
  const whyNoPayment = customers > 1 ? w.oneCustomerOnly : undefined
  const openCents = sumCents(selected.map(row => row.openCents))
  const receive = () => {
    const invoices = selected.map(row => row.invoiceId).join(',')
    navigate(pathTo('receivePayment', {}, { customer: first.customerId, invoices }))
  }

  return (
    <SelectionBar
      title={w.selected(selected.length)}
      summary={[
        w.selectionOf(w.customers(customers), formatCents(openCents)),
        more.outOfSight > 0 && w.outOfSight(more.outOfSight),
      ]
        .filter(Boolean)
        .join(' · ')}
      reasons={[mayReceive && whyNoPayment]}
    >
      <BarButton onClick={more.clear}>{parts.clearSelection}</BarButton>
      {mayReceive && (
        <BarButton reason={whyNoPayment} onClick={receive}>
          {w.receivePayment}
        </BarButton>
      )}
      {mayReceive && (
        <BarButton
          reason={whyNoPayment}
          onClick={() =>
            onPhone({
              customerId: first.customerId,
              invoiceIds: selected.map(row => row.invoiceId),
              openCents,
            })
          }
        >
          {phone.action}
        </BarButton>
      )}
      {mayEmail && selected.length === 1 && (
        <BarButton onClick={() => onEmail(first.invoiceId)}>{w.email}</BarButton>
      )}
      {maySend && (
        <BarButton primary onClick={() => onSendLinks(selected.map(row => row.invoiceId))}>
          {sending.sendLinks}
        </BarButton>
      )}
    </SelectionBar>
  )
}
