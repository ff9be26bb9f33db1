import { CloseButton } from '@mantine/core'
import { useAsk } from '../../app/use-ask.ts'
import { Tag } from '../../parts/status-tag.tsx'
import { useWords } from '../../words/use-words.ts'

/** Says that a list shows one customer only, and lets go of it. */
export function OneCustomer({ customerId, onAll }: { customerId: string; onAll(): void }) {
  const w = useWords().payments
  const customer = useAsk('customers.one', { customerId }).data?.customer
  return (
    <Tag tone="blue">
      {customer?.name} <CloseButton size={18} iconSize={12} aria-label={w.allCustomers} onClick={onAll} />
    </Tag>
  )
}
