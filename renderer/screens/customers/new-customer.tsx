import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { CompanyRow } from '../../../shared/domain/company/company-row.ts'
import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import { giveCommand } from '../../app/give-command.ts'
import { newId } from '../../app/new-id.ts'
import { useAsk } from '../../app/use-ask.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { Screen } from '../../parts/screen.tsx'
import { dropDraft, keepDraft, readDraft } from '../../store/draft.ts'
import { useRight } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { useEdits } from '../settings/use-edits.ts'
import { AdvancedFields } from './advanced-fields.tsx'
import classes from './customer.module.css'
import { ADVANCED, CUSTOMER_SHAPE, DETAILS } from './customer-edit.tsx'
import { blankCustomer, CUSTOMER_KINDS, type TypedCustomer } from './customer-kinds.ts'
import { DetailFields } from './detail-fields.tsx'

const DRAFT = 'new-customer'

const REQUIRED = ['code', 'name', 'currency'] as const

/** Adds a customer; what is typed stays until it is added. */
export function NewCustomer({ onAdded }: { onAdded(customerId: string): void }) {
  const words = useWords().customers
  const company = useAsk('company.settings', {}).data
  return (
    <Screen title={words.newCustomer}>{company && <NewForm company={company} onAdded={onAdded} />}</Screen>
  )
}

function NewForm({ company, onAdded }: { company: CompanyRow; onAdded(customerId: string): void }) {
  const words = useWords()
  const mayEditAdvanced = useRight('customers.edit-advanced')
  const [customerId] = useState(draftId)
  const [asked, setAsked] = useState(false)
  const edits = useEdits<CustomerRow, TypedCustomer>({
    draftKey: `customer.${customerId}`,
    kinds: CUSTOMER_KINDS,
    shape: CUSTOMER_SHAPE,
    row: blankCustomer(customerId, company.terms[0]?.code ?? '', company.currency),
  })
  const missing = (field: string) =>
    asked && REQUIRED.some(name => name === field && edits.shown(name).trim() === '')
      ? words.parts.invalid.required
      : undefined
  const form = { ...edits, error: (path: string) => missing(path) ?? edits.error(path) }
  const [saving, setSaving] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const fields = [...DETAILS, ...ADVANCED]
  const changed = form.changed(fields)

  async function add() {
    setFailure(null)
    setAsked(true)
    const checked = form.check(fields)
    if (!checked || saving || REQUIRED.some(field => form.shown(field).trim() === '')) return
    const { id: _id, ...blank } = form.row
    const typed = Object.entries(checked.changes).map(([field, change]) => [field, change?.to])
    setSaving(true)
    try {
      await giveCommand('customer.add', { customerId, ...blank, ...Object.fromEntries(typed) })
      form.discard(fields)
      dropDraft(DRAFT)
      notifications.show({ message: words.customers.added(form.shown('name')) })
      onAdded(customerId)
    } catch (error) {
      setFailure(form.refused(error, fields))
    } finally {
      setSaving(false)
    }
  }

  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={event => {
        event.preventDefault()
        void add()
      }}
    >
      <div className={classes.scroll}>
        <DetailFields form={form} />
        {mayEditAdvanced && <AdvancedFields form={form} />}
        {failure !== null && <FaultNotice error={failure} />}
      </div>
      <div className={classes.foot}>
        <span />
        <Button variant="default" disabled={changed.length === 0} onClick={() => form.discard(fields)}>
          {words.customers.discard}
        </Button>
        <Button type="submit" loading={saving}>
          {words.customers.add}
        </Button>
      </div>
    </form>
  )
}

/** The id the customer will have: the same until they are added, so that adding twice is one customer. */
function draftId(): string {
  const kept = readDraft<string>(DRAFT)
  if (kept !== null) return kept
  const customerId = newId()
  keepDraft(DRAFT, customerId)
  return customerId
}
