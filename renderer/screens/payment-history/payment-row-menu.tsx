import { Menu } from '@mantine/core'
import type { PaymentListRow } from '../../../shared/protocol/list-rows.ts'
import { navigate, pathTo } from '../../app/router.ts'
import { ReasonItem } from '../../parts/reason-button.tsx'
import { useWhyNot } from '../../words/use-why-not.ts'
import { useWords } from '../../words/use-words.ts'
import { deedsOf, isTakingBack, RIGHT_OF } from './payment-actions.tsx'

const SHOWN = ['refund', 'edit', 'nsf', 'chargeback', 'void', 'email', 'print'] as const

/** What can be done with one entry of the list: its details, and the dialogs that open over them. */
export function PaymentRowMenu({ row, query }: { row: PaymentListRow; query: Record<string, string> }) {
  const { paymentActions: w, payments, parts } = useWords()
  const whyNot = useWhyNot()
  const { paymentId, customerId } = row
  const deeds = deedsOf(row)
  // An approved credit is a record of its own: what is done with it is done there.
  const shown = row.kind === 'credit' ? [] : SHOWN.filter(deed => deeds.includes(deed))
  const reasonOf = (deed: (typeof SHOWN)[number]) => {
    const right = RIGHT_OF[deed]
    return right === null ? undefined : whyNot(right)
  }
  // The reason is the same for all: once is enough to read.
  const lastRefused = shown.findLast(deed => reasonOf(deed) !== undefined)
  return (
    <>
      <Menu.Item onClick={() => navigate(pathTo('payment', { paymentId }, query))}>{parts.details}</Menu.Item>
      {shown.map(deed => (
        <ReasonItem
          key={deed}
          reason={reasonOf(deed)}
          quiet={deed !== lastRefused}
          color={isTakingBack(deed) ? 'red' : undefined}
          onClick={() => navigate(pathTo('payment', { paymentId }, { ...query, do: deed }))}
        >
          {deed === 'refund' ? `${w.refundConfirm}…` : w.deed[deed]}
        </ReasonItem>
      ))}
      <Menu.Divider />
      <Menu.Item onClick={() => navigate(pathTo('customer', { customerId }))}>
        {payments.openCustomer}
      </Menu.Item>
    </>
  )
}
