import { useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import type { CompanyRow } from '../../../shared/domain/company/company-row.ts'
import { newOrderCharges } from '../../../shared/domain/order/order-charges.ts'
import { type OrderTotals, orderTotals } from '../../../shared/domain/order/order-totals.ts'
import { useAsk } from '../../app/use-ask.ts'
import { useRight } from '../../store/session.ts'
import type { DeskState } from './desk-state.ts'
import type { OrderDesk } from './order-desk.ts'
import { orderDesk } from './order-desks.ts'
import { beginRevision, hasRevisionDraft, useRevising } from './revision-desks.ts'
import { shownCharges } from './shown-charges.ts'
import { shownLines } from './shown-lines.ts'

/** Everything the order form shows, from what is saved and what is typed. */
export function useOrder(orderId: string, isNew: boolean) {
  const live = useMemo(() => orderDesk(orderId, !isNew), [orderId, isNew])
  const liveState = useDeskState(live)
  const revising = useRevising(orderId)
  const desk = revising?.desk ?? live
  const state = useDeskState(desk)
  const mayEdit = useRight('orders.edit')
  const read = useAsk('orders.one', { orderId }, { enabled: liveState.created })
  useEffect(() => {
    if (read.data) live.see(read.data)
  }, [live, read.data])

  const { view, start } = state
  const customerId = view?.order.customerId ?? start?.customerId ?? null
  const customer = useAsk('customers.one', { customerId: customerId ?? '' }, { enabled: customerId !== null })
  const company = useAsk('company.settings', {}).data ?? null
  const users = useAsk('users.all', {}).data ?? NOBODY
  const issued = liveState.view
  useEffect(() => {
    // A change that a reload or a crash cut short is gone on with.
    if (mayEdit && issued?.order.status === 'confirmed' && company && hasRevisionDraft(orderId))
      beginRevision(issued, company)
  }, [mayEdit, issued, company, orderId])

  const { pendingLines, edits } = state
  const lines = useMemo(() => shownLines(view, { pendingLines, edits }), [view, pendingLines, edits])
  const customerRow = customerId === null ? null : (customer.data?.customer ?? view?.customer ?? null)
  const totals = useMemo(
    () =>
      totalsOf(
        lines.map(line => line.shown),
        view,
        edits,
        company,
        customerRow?.taxBps ?? 0,
      ),
    [lines, view, edits, company, customerRow],
  )
  const status = view?.order.status ?? 'draft'
  return {
    desk,
    state,
    /** The order as it is saved, also while it is being changed after its confirmation. */
    live,
    liveState,
    revising,
    failure: view === null && state.created ? read.error : null,
    loading: view === null && state.created && read.error === null,
    order: view?.order ?? null,
    header: view?.order ?? start?.header ?? null,
    customer: customerRow,
    figures: customerId === null ? null : (customer.data?.figures ?? null),
    company,
    users,
    lines,
    totals,
    status,
    readOnly: !mayEdit || status === 'confirmed' || status === 'voided',
    mayEdit,
  }
}

function useDeskState(desk: OrderDesk): DeskState {
  return useStore(desk.store)
}

function totalsOf(
  lines: Parameters<typeof orderTotals>[0],
  view: DeskState['view'],
  edits: DeskState['edits'],
  company: CompanyRow | null,
  taxBps: number,
): OrderTotals {
  const boxTypes = company?.boxTypes ?? []
  if (!view) return orderTotals(lines, newOrderCharges(company, PREVIEWED), taxBps, boxTypes)
  const { order } = view
  // What is confirmed or void stands as it was issued, whatever the company's rates are by now.
  if (order.status === 'confirmed' || order.status === 'voided') return order
  return orderTotals(lines, shownCharges(order.charges, edits), order.taxBps, boxTypes)
}

const NOBODY: never[] = []

/** What the order will start with, before it is there. */
const PREVIEWED = { derive: (n: number) => `new-${n}` }
