import { TextInput } from '@mantine/core'
import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import { useWords } from '../../words/use-words.ts'
import classes from './customer-field.module.css'
import { CustomerPicker } from './customer-picker.tsx'

interface CustomerFieldProps {
  customerId: string | null
  /** Their row, once it is here. */
  customer: Pick<CustomerRow, 'name' | 'code'> | null
  /** They stay: what is entered was saved. */
  isFixed?: boolean
  problem: string | undefined
  /** `ahead` tells what was typed since they were picked: it belongs to the field that comes next. */
  onCustomer(customerId: string | null, ahead?: () => string): void
}

/** For whom a form is: found by fragments, then named with a way to another. Backspace takes them out, too. */
export function CustomerField({
  customerId,
  customer,
  isFixed = false,
  problem,
  onCustomer,
}: CustomerFieldProps) {
  const w = useWords().payments
  if (customerId === null) {
    return <CustomerPicker error={problem} onPick={onCustomer} />
  }
  return (
    <TextInput
      label={w.customer}
      readOnly
      value={customer ? `${customer.name} · ${customer.code}` : ''}
      error={problem}
      rightSectionWidth={34}
      onKeyDown={event => {
        if (!isFixed && (event.key === 'Backspace' || event.key === 'Delete')) onCustomer(null)
      }}
      rightSection={
        isFixed ? null : (
          <button
            type="button"
            className={classes.other}
            aria-label={w.otherCustomer}
            title={w.otherCustomer}
            onClick={() => onCustomer(null)}
          >
            ×
          </button>
        )
      }
    />
  )
}
