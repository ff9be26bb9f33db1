import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useEffect, useRef, useState } from 'react'
import type { CompanyRow } from '../../../shared/domain/company/company-row.ts'
import { CUSTOMER_ADVANCED_DEFAULTS } from '../../../shared/domain/customer/customer-fields.ts'
import type { CustomerEntry } from '../../../shared/domain/customer/customer-row.ts'
import { giveCommand } from '../../app/give-command.ts'
import { isSaveKey } from '../../app/is-save-key.ts'
import { closeIssue } from '../../app/issues.ts'
import { newId } from '../../app/new-id.ts'
import { useAsk } from '../../app/use-ask.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { focusFirstError } from '../../parts/focus-first-error.ts'
import { Screen } from '../../parts/screen.tsx'
import { unsettledSelect } from '../../parts/unsettled-select.ts'
import { dropDraft, keepDraft, readDraft } from '../../store/draft.ts'
import { useRight } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { useEdits } from '../settings/use-edits.ts'
import { AdvancedFields } from './advanced-fields.tsx'
import classes from './customer.module.css'
import { ADVANCED, CUSTOMER_SHAPE, DETAILS } from './customer-edit.tsx'
import { blankCustomer, CUSTOMER_KINDS, type TypedCustomer } from './customer-kinds.ts'
import { DetailFields } from './detail-fields.tsx'
import { useCustomerRepair } from './use-customer-repair.ts'

const DRAFT = 'new-customer'
const ALL = [...DETAILS, ...ADVANCED]

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
  const form = useEdits<CustomerEntry, TypedCustomer>({
    draftKey: `customer.${customerId}`,
    kinds: CUSTOMER_KINDS,
    shape: CUSTOMER_SHAPE,
    row: blankCustomer(customerId, company.terms[0]?.code ?? '', company.currency),
  })
  const [saving, setSaving] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const fields = mayEditAdvanced ? ALL : DETAILS
  const issue = useCustomerRepair(form, 'customer.add')
  const changed = form.changed(fields)
  const element = useRef<HTMLFormElement>(null)
  const toFirstError = () => focusFirstError(() => element.current)

  useEffect(() => element.current?.querySelector('input')?.focus(), [])

  async function add() {
    if (unsettledSelect(element.current)) return
    setFailure(null)
    const whole = form.checkWhole(fields)
    if (!whole) return toFirstError()
    if (saving) return
    setSaving(true)
    try {
      await giveCommand('customer.add', { customerId, ...CUSTOMER_ADVANCED_DEFAULTS, ...whole })
      if (issue) await closeIssue(issue.id)
      form.discard(ALL)
      dropDraft(DRAFT)
      notifications.show({ message: words.customers.added(form.shown('name')) })
      onAdded(customerId)
    } catch (error) {
      setFailure(form.refused(error, fields))
      toFirstError()
    } finally {
      setSaving(false)
    }
  }

  return (
    <form
      ref={element}
      className={classes.form}
      noValidate
      onSubmit={event => {
        event.preventDefault()
        void add()
      }}
      onKeyDown={event => {
        if (!isSaveKey(event)) return
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
        <Button variant="default" disabled={changed.length === 0} onClick={() => form.discard(ALL)}>
          {words.customers.discard}
        </Button>
        <Button type="submit" title="Ctrl S" loading={saving}>
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
