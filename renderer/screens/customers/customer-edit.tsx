import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import { reversed } from '../../../shared/domain/changes.ts'
import {
  CUSTOMER_ADVANCED,
  CUSTOMER_BASIC,
  customerCode,
} from '../../../shared/domain/customer/customer-fields.ts'
import type { CustomerEntry } from '../../../shared/domain/customer/customer-row.ts'
import { type GivenPayload, giveCommand } from '../../app/give-command.ts'
import { isSaveKey } from '../../app/is-save-key.ts'
import { closeIssue } from '../../app/issues.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { focusFirstError } from '../../parts/focus-first-error.ts'
import { offerUndo } from '../../parts/offer-undo.tsx'
import { unsettledSelect } from '../../parts/unsettled-select.ts'
import { useRight } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { useEdits } from '../settings/use-edits.ts'
import { SuppressedNotice } from '../suppressed/suppressed-notice.tsx'
import { AdvancedFields } from './advanced-fields.tsx'
import classes from './customer.module.css'
import { AdvancedFacts, DetailFacts } from './customer-facts.tsx'
import { CUSTOMER_KINDS, type CustomerField, type TypedCustomer } from './customer-kinds.ts'
import { DetailFields } from './detail-fields.tsx'
import { KeptMethods } from './kept-methods.tsx'
import { useCustomerRepair } from './use-customer-repair.ts'

/** What each field of a customer must fit. */
export const CUSTOMER_SHAPE = { code: customerCode, ...CUSTOMER_BASIC, ...CUSTOMER_ADVANCED }

/** The fields of the Details tab. */
export const DETAILS = ['code', ...Object.keys(CUSTOMER_BASIC)] as CustomerField[]

/** The fields of the Advanced tab. */
export const ADVANCED = Object.keys(CUSTOMER_ADVANCED) as CustomerField[]

/** One tab of what is on file about a customer: a form for those who may change it, plain text for the others. */
export function CustomerEdit({ customer, part }: { customer: CustomerEntry; part: 'details' | 'advanced' }) {
  const w = useWords().customers
  const mayEdit = useRight('customers.edit')
  const mayEditAdvanced = useRight('customers.edit-advanced')
  if (mayEdit && (part === 'details' || mayEditAdvanced)) return <EditForm customer={customer} part={part} />
  return (
    <div className={classes.form}>
      <div className={classes.scroll}>
        <p className="florin-mute">{mayEdit ? w.advancedReadOnly : w.readOnly}</p>
        {part === 'details' && <SuppressedNotice addresses={addressesOf(customer)} />}
        {part === 'details' ? <DetailFacts customer={customer} /> : <AdvancedFacts customer={customer} />}
        {part === 'advanced' && mayEdit && <KeptMethods customerId={customer.id} />}
      </div>
    </div>
  )
}

/** Saving sends what was changed, and only that. */
function EditForm({ customer, part }: { customer: CustomerEntry; part: 'details' | 'advanced' }) {
  const words = useWords()
  const w = words.customers
  const fields = part === 'details' ? DETAILS : ADVANCED
  const form = useEdits<CustomerEntry, TypedCustomer>({
    draftKey: `customer.${customer.id}`,
    kinds: CUSTOMER_KINDS,
    shape: CUSTOMER_SHAPE,
    row: customer,
  })
  const [saving, setSaving] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const issue = useCustomerRepair(form, 'customer.change')
  const changed = form.changed(fields)
  const element = useRef<HTMLFormElement>(null)
  const toFirstError = () => focusFirstError(() => element.current)

  async function save() {
    if (unsettledSelect(element.current)) return
    setFailure(null)
    const checked = form.check(fields)
    if (!checked) return toFirstError()
    if (changed.length === 0 || saving) return
    setSaving(true)
    try {
      const changes = checked.changes as GivenPayload<'customer.change'>['changes']
      await giveCommand('customer.change', { customerId: customer.id, changes })
      form.saved(checked)
      if (issue) await closeIssue(issue.id)
      offerUndo(w.savedOf(customer.name), w.undone(customer.name), () =>
        giveCommand('customer.change', { customerId: customer.id, changes: reversed(changes) }),
      )
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
        void save()
      }}
      onKeyDown={event => {
        if (!isSaveKey(event)) return
        event.preventDefault()
        void save()
      }}
    >
      <div className={classes.scroll}>
        {part === 'details' && <SuppressedNotice addresses={addressesOf(customer)} />}
        {part === 'details' ? <DetailFields form={form} /> : <AdvancedFields form={form} />}
        {part === 'advanced' && <KeptMethods customerId={customer.id} />}
        {failure !== null && <FaultNotice error={failure} />}
      </div>
      <div className={classes.foot}>
        <span className="florin-mute" role="status">
          {changed.length > 0 && w.unsaved(changed.length)}
        </span>
        <Button variant="default" disabled={changed.length === 0} onClick={() => form.discard(fields)}>
          {w.discard}
        </Button>
        <Button type="submit" title="Ctrl S" loading={saving} disabled={changed.length === 0}>
          {w.save}
        </Button>
      </div>
    </form>
  )
}

/** Every address on file that mails may go to. */
function addressesOf({ invoiceEmails, statementEmails, contacts }: CustomerEntry): string[] {
  return [...invoiceEmails, ...statementEmails, ...contacts.map(({ email }) => email)].filter(Boolean)
}
