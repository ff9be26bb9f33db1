import { Checkbox, Select, Textarea } from '@mantine/core'
import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import { useWords } from '../../words/use-words.ts'
import classes from './customer.module.css'
import { type CustomerForm, errorAt } from './customer-form.tsx'

type Switch =
  | 'paymentLinksEnabled'
  | 'requirePaymentOnConfirm'
  | 'poRequired'
  | 'financeChargeException'
  | 'remindersEnabled'

/** The fields of the Advanced tab. */
export function AdvancedFields({ form }: { form: CustomerForm }) {
  const w = useWords().customers
  const checkbox = (field: Switch, label: string, description?: string) => (
    <div className={classes.all}>
      <Checkbox
        label={label}
        description={description}
        checked={form.shown(field)}
        error={errorAt(form, field)}
        onChange={event => form.type(field, event.currentTarget.checked)}
      />
    </div>
  )
  return (
    <>
      <h2 className={classes.group}>{w.tabs.advanced}</h2>
      <div className={classes.fields}>
        {checkbox('paymentLinksEnabled', w.paymentLinksEnabled, w.paymentLinksHint)}
        {checkbox('requirePaymentOnConfirm', w.requirePaymentOnConfirm)}
        {checkbox('poRequired', w.poRequired)}
        {checkbox('financeChargeException', w.financeChargeException)}
        {checkbox('remindersEnabled', w.remindersEnabled, w.remindersHint)}
        <Select
          label={w.automaticInvoices}
          data={(['off', 'on-confirm', 'daily'] as const).map(value => ({
            value,
            label: w.automatic[value],
          }))}
          value={form.shown('automaticInvoices')}
          allowDeselect={false}
          error={errorAt(form, 'automaticInvoices')}
          onChange={value => form.type('automaticInvoices', value as CustomerRow['automaticInvoices'])}
        />
        <div className={classes.all}>
          <Textarea
            label={w.invoiceFooter}
            autosize
            minRows={2}
            maxRows={6}
            maxLength={1000}
            value={form.shown('invoiceFooter')}
            error={errorAt(form, 'invoiceFooter')}
            onChange={event => form.type('invoiceFooter', event.currentTarget.value)}
          />
        </div>
      </div>
    </>
  )
}
