import { useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import type { CompanyRow } from '../../../shared/domain/company/company-row.ts'
import type { OrderCharge } from '../../../shared/domain/order/order-row.ts'
import { type OrderTotals, orderTotals } from '../../../shared/domain/order/order-totals.ts'
import { useAsk } from '../../app/use-ask.ts'
import { useRight } from '../../store/session.ts'
import type { DeskState } from './desk-state.ts'
import type { OrderDesk } from './order-desk.ts'
import { orderDesk } from './order-desks.ts'
import { shownLines } from './shown-lines.ts'

/** Everything the order form shows, from what is saved and what is typed. */
export function useOrder(orderId: string, isNew: boolean) {
  const desk = useMemo(() => orderDesk(orderId, !isNew), [orderId, isNew])
  const state = useDeskState(desk)
  const mayEdit = useRight('orders.edit')
  const read = useAsk('orders.one', { orderId }, { enabled: state.created })
  useEffect(() => {
    if (read.data) desk.see(read.data)
  }, [desk, read.data])

  const { view, start } = state
  const customerId = view?.order.customerId ?? start?.customerId ?? null
  const customer = useAsk('customers.one', { customerId: customerId ?? '' }, { enabled: customerId !== null })
  const company = useAsk('company.settings', {}).data ?? null
  const users = useAsk('users.all', {}).data ?? []

  const { pendingLines, edits } = state
  const lines = useMemo(() => shownLines(view, { pendingLines, edits }), [view, pendingLines, edits])
  const customerRow = customerId === null ? null : (customer.data?.customer ?? view?.customer ?? null)
  const totals = useMemo(
    () =>
      totalsOf(
        lines.map(line => line.shown),
        view,
        company,
        customerRow?.taxBps ?? 0,
      ),
    [lines, view, company, customerRow],
  )
  const status = view?.order.status ?? 'draft'
  return {
    desk,
    state,
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
  company: CompanyRow | null,
  taxBps: number,
): OrderTotals {
  const boxTypes = company?.boxTypes ?? []
  if (!view) return orderTotals(lines, [FUEL], taxBps, boxTypes)
  const { order } = view
  // What is confirmed or void stands as it was issued, whatever the company's rates are by now.
  if (order.status === 'confirmed' || order.status === 'voided') return order
  return orderTotals(lines, order.charges, order.taxBps, boxTypes)
}

const FUEL: OrderCharge = {
  id: 'fuel',
  label: '',
  kind: 'fuel',
  rateBps: 0,
  amountCents: 0,
  frozen: false,
}
