import { Button, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import type { CustomerEntry } from '../../../shared/domain/customer/customer-row.ts'
import { formatFieldValue } from '../../parts/format-field-value.ts'
import { useWords } from '../../words/use-words.ts'
import type { EditForm } from '../settings/use-edits.ts'
import type { TypedCustomer } from './customer-kinds.ts'

/** The form of one customer. */
export type CustomerForm = EditForm<CustomerEntry, TypedCustomer>

/** What is wrong with a field; after a conflict also whose value shall stand. */
export function errorAt(form: CustomerForm, field: keyof TypedCustomer): ReactNode {
  if (form.conflict(field)) return <WhoseStands form={form} field={field} />
  return form.error(field)
}

/** After someone else changed the same field: what it is now, and whose value shall stand. */
export function WhoseStands({ form, field }: { form: CustomerForm; field: keyof TypedCustomer }) {
  const words = useWords()
  const theirs = form.row[field]
  const shown =
    theirs === null || typeof theirs === 'object' || typeof theirs === 'boolean'
      ? ''
      : formatFieldValue(field, theirs)
  return (
    <span className="florin-red">
      {words.customers.changedMeanwhile(shown)}
      <Group gap={6} mt={4} component="span">
        <Button size="compact-xs" h={24} variant="default" onClick={() => form.keepMine(field)}>
          {words.customers.keepMine}
        </Button>
        <Button size="compact-xs" h={24} variant="subtle" onClick={() => form.takeTheirs(field)}>
          {words.customers.takeTheirs}
        </Button>
      </Group>
    </span>
  )
}
