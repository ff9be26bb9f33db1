import { Button } from '@mantine/core'
import { useState } from 'react'
import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import type { OrderRow } from '../../../shared/domain/order/order-row.ts'
import { useWords } from '../../words/use-words.ts'
import classes from './order-form.module.css'
import { PayDialog } from './pay-dialog.tsx'
import { unfinishedPayment } from './pay-drafts.ts'

/** Leads back to a payment of this order that was begun on this computer and cut. */
export function UnfinishedPayment({ order, customer }: { order: OrderRow; customer: CustomerRow }) {
  const w = useWords().orderEntry
  const [opened, setOpened] = useState(false)
  if (!opened && unfinishedPayment(order.id) === null) return null
  return (
    <div className={`${classes.notice} ${classes.warned}`} role="status">
      <span>{w.payUnfinished}</span>
      <Button variant="default" onClick={() => setOpened(true)}>
        {w.payGoOn}
      </Button>
      {opened && <PayDialog order={order} customer={customer} onClose={() => setOpened(false)} />}
    </div>
  )
}
