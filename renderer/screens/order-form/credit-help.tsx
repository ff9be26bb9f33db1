import { Button } from '@mantine/core'
import { useState } from 'react'
import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import type { OrderRow } from '../../../shared/domain/order/order-row.ts'
import type { OrderCredit } from '../../../shared/protocol/order-asks.ts'
import { useRight } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { AskOverrideDialog } from './ask-override-dialog.tsx'
import { GrantDialog } from './grant-dialog.tsx'

interface CreditHelpProps {
  order: OrderRow
  customer: CustomerRow
  credit: OrderCredit
  /** What an override must come to at least. */
  shortCents: number
}

/** The way on where credit stands in the way: grant an override, or ask those who may. */
export function CreditHelp({ order, customer, credit, shortCents }: CreditHelpProps) {
  const w = useWords().orderEntry
  const mayGrant = useRight('credit.override-own')
  const mayAsk = useRight('orders.edit')
  const [dialog, setDialog] = useState<'grant' | 'ask' | null>(null)
  const close = () => setDialog(null)
  return (
    <>
      {mayGrant && (
        <Button variant="default" onClick={() => setDialog('grant')}>
          {w.grant}
        </Button>
      )}
      {!mayGrant && mayAsk && !credit.asked && (
        <Button variant="default" onClick={() => setDialog('ask')}>
          {w.ask}
        </Button>
      )}
      {dialog === 'grant' && (
        <GrantDialog
          order={order}
          customer={customer}
          credit={credit}
          shortCents={shortCents}
          onClose={close}
        />
      )}
      {dialog === 'ask' && <AskOverrideDialog order={order} shortCents={shortCents} onClose={close} />}
    </>
  )
}
