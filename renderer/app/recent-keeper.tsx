import { useEffect } from 'react'
import { type RecentRecord, useRecent } from '../store/recent.ts'
import { useSession } from '../store/session.ts'
import { useRoute } from './router.ts'
import { useAsk } from './use-ask.ts'

/** Remembers what is looked at, for the palette. It asks what the screen asks, so that nothing is asked twice. */
export function RecentKeeper() {
  const route = useRoute()
  const userId = useSession(state => state.session?.user?.id ?? '')
  const { customerId = '', orderId = '', invoiceId = '', paymentId = '' } = route?.params ?? {}
  const isCustomer = route?.name === 'customer' && customerId !== 'new'
  const customer = useAsk('customers.one', { customerId }, { enabled: isCustomer }).data
  const order = useAsk('orders.one', { orderId }, { enabled: route?.name === 'order' }).data
  const invoice = useAsk('invoices.one', { invoiceId }, { enabled: route?.name === 'invoice' }).data
  const payment = useAsk('payments.one', { paymentId }, { enabled: route?.name === 'payment' }).data

  let record: RecentRecord | null = null
  if (isCustomer && customer?.customer.id === customerId)
    record = {
      kind: 'customer',
      id: customerId,
      label: `${customer.customer.name} · ${customer.customer.code}`,
    }
  if (orderId !== '' && order?.order.id === orderId)
    record = { kind: 'order', id: orderId, label: `${order.order.number} · ${order.customer.name}` }
  if (invoiceId !== '' && invoice?.invoice.id === invoiceId)
    record = { kind: 'invoice', id: invoiceId, label: `${invoice.invoice.number} · ${invoice.customerName}` }
  if (paymentId !== '' && payment?.payment.id === paymentId)
    record = { kind: 'payment', id: paymentId, label: `${payment.payment.number} · ${payment.customerName}` }

  const text = record && JSON.stringify(record)
  useEffect(() => {
    if (text !== null && userId !== '')
      useRecent.getState().remember(userId, JSON.parse(text) as RecentRecord)
  }, [text, userId])
  return null
}
