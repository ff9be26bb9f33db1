import { Modal } from '@mantine/core'
import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import type { OrderRow } from '../../../shared/domain/order/order-row.ts'
import { useWords } from '../../words/use-words.ts'
import { PayForm } from './pay-form.tsx'
import { EndedStep, HeldStep, OverStep, PhoneSteps } from './phone-steps.tsx'
import { usePay } from './use-pay.ts'

interface PayDialogProps {
  order: OrderRow
  customer: CustomerRow
  onClose(): void
}

/**
 * Takes the payment of an order, then confirms it: a sequence that goes on where it was cut. A card by telephone is taken on its
 * payment page, held for the order, and the order confirmed once that is there. What is held already is not taken again.
 */
export function PayDialog({ order, customer, onClose }: PayDialogProps) {
  const w = useWords().orderEntry
  const pay = usePay(order, customer, onClose)
  return (
    <Modal opened onClose={onClose} title={w.payTitle(order.number)}>
      <p>
        <b>{customer.name}</b>
      </p>
      <PayStep {...{ pay, customer, onClose }} />
    </Modal>
  )
}

interface PayStepProps {
  pay: ReturnType<typeof usePay>
  customer: CustomerRow
  onClose(): void
}

function PayStep({ pay, customer, onClose }: PayStepProps) {
  const { order, stage } = pay
  switch (stage.is) {
    case 'form':
      return <PayForm {...{ pay, stage, customer, onClose }} />
    case 'phone':
      return <PhoneSteps {...{ pay, stage, customer, onClose }} />
    case 'held':
      return (
        <HeldStep
          {...{ order, onClose }}
          heldCents={stage.heldCents}
          failure={pay.failure}
          onConfirm={pay.confirmHeld}
        />
      )
    case 'over':
      return <OverStep {...{ order, stage, customer, onClose }} />
    case 'ended':
      return <EndedStep {...{ order, stage, onClose }} />
  }
}
