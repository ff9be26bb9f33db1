import { useEffect, useRef } from 'react'
import type { Changes } from '../../../shared/domain/changes.ts'
import type { CustomerEntry } from '../../../shared/domain/customer/customer-row.ts'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import { useIssue } from '../../app/issues.ts'
import { editsOfChanges } from '../settings/edits.ts'
import type { CustomerForm } from './customer-form.tsx'
import { CUSTOMER_KINDS } from './customer-kinds.ts'

/** Fills the values of a refused request of this name into the form again, once; answers it while it is open. */
export function useCustomerRepair(
  form: CustomerForm,
  name: 'customer.add' | 'customer.change',
): SyncIssueRow | null {
  const asked = useIssue()
  const issue = asked?.name === name ? asked : null
  const filledId = useRef<string | null>(null)
  useEffect(() => {
    if (!issue || issue.id === filledId.current) return
    filledId.current = issue.id
    form.fill(editsOfChanges(CUSTOMER_KINDS, changesOf(issue, form.row)))
  })
  return issue
}

function changesOf({ name, payload }: SyncIssueRow, row: CustomerEntry): Changes<CustomerEntry> {
  if (name === 'customer.change') return (payload as { changes: Changes<CustomerEntry> }).changes
  const { customerId: _id, ...values } = payload as { customerId: string } & Partial<CustomerEntry>
  const entries = Object.entries(values).map(([field, to]) => [field, { from: row[field as never], to }])
  return Object.fromEntries(entries)
}
