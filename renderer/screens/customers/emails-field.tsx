import { useState } from 'react'
import { AddressesField } from '../email-dialog/addresses-field.tsx'
import { type CustomerForm, errorAt } from './customer-form.tsx'

interface EmailsFieldProps {
  form: CustomerForm
  field: 'invoiceEmails' | 'statementEmails'
  label: string
  hint: string
}

/** A customer's addresses for one kind of document. */
export function EmailsField({ form, field, label, hint }: EmailsFieldProps) {
  const [text, setText] = useState('')
  return (
    <AddressesField
      label={label}
      description={hint}
      addresses={form.shown(field)}
      text={text}
      onChange={(addresses, typed) => {
        setText(typed)
        form.type(field, addresses)
      }}
      error={errorAt(form, field) ?? form.errorWithin(field)}
    />
  )
}
