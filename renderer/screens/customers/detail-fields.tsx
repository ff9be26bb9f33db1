import { Checkbox, Select, TagsInput, Textarea, TextInput } from '@mantine/core'
import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import { useAsk } from '../../app/use-ask.ts'
import { languageChoices } from '../../parts/language-choices.ts'
import { listedChoices } from '../../parts/listed-choices.ts'
import { moneyMethods } from '../../parts/money-methods.ts'
import { SearchSelect } from '../../parts/search-select.tsx'
import { useWords, type Words } from '../../words/use-words.ts'
import { ContactRows } from './contact-rows.tsx'
import classes from './customer.module.css'
import { type CustomerForm, errorAt, WhoseStands } from './customer-form.tsx'
import { EmailsField } from './emails-field.tsx'
import { ShipToRows } from './ship-to-rows.tsx'

type TextFieldName =
  | 'code'
  | 'name'
  | 'type'
  | 'phone'
  | 'paymentMethod'
  | 'creditLimitCents'
  | 'carrier'
  | 'taxBps'

/** What is on file about a customer: everything but the Advanced tab. */
export function DetailFields({ form }: { form: CustomerForm }) {
  const words = useWords()
  const w = words.customers
  const company = useAsk('company.settings', {}).data
  const users = useAsk('users.all', {}).data ?? []
  const text = (field: TextFieldName, label: string, props: object = {}) => (
    <TextInput
      label={label}
      value={form.shown(field)}
      error={errorAt(form, field)}
      onChange={event => form.type(field, event.currentTarget.value)}
      {...props}
    />
  )
  const terms =
    company?.terms.map(({ code, name }) => ({ value: code, label: words.listed.name(name) })) ?? []
  const salespeople = users
    .filter(user => user.active || user.id === form.row.salespersonId)
    .map(user => ({ value: user.id, label: user.name }))

  return (
    <>
      <h2 className={classes.group}>{w.general}</h2>
      <div className={classes.fields}>
        {text('code', w.code, { required: true, withAsterisk: false, maxLength: 20 })}
        <div className={classes.three}>{text('name', w.name, { required: true, withAsterisk: false })}</div>
        <div className={classes.one}>{text('type', w.type)}</div>
        {text('phone', w.phone)}
        <Checkbox
          label={w.active}
          mt={24}
          checked={form.shown('active')}
          onChange={event => form.type('active', event.currentTarget.checked)}
        />
      </div>

      <h2 className={classes.group}>{w.billingAddress}</h2>
      <AddressFields form={form} />

      <h2 className={classes.group}>{w.shipTos}</h2>
      <ShipToRows form={form} />

      <h2 className={classes.group}>{w.contacts}</h2>
      <ContactRows form={form} />

      <h2 className={classes.group}>{w.termsAndCredit}</h2>
      <div className={classes.fields}>
        <Select
          label={w.terms}
          data={terms}
          value={form.shown('termsCode')}
          allowDeselect={false}
          error={errorAt(form, 'termsCode')}
          onChange={value => value !== null && form.type('termsCode', value)}
        />
        <Select
          label={w.paymentMethod}
          data={listedChoices(
            moneyMethods(company?.paymentMethods ?? []),
            form.shown('paymentMethod'),
            words,
          )}
          value={form.shown('paymentMethod') || null}
          clearable
          error={errorAt(form, 'paymentMethod')}
          onChange={value => form.type('paymentMethod', value ?? '')}
        />
        {text('creditLimitCents', w.creditLimit, {
          description: limitHint(form.shown('creditLimitCents'), w),
          inputWrapperOrder: ['label', 'input', 'description', 'error'],
        })}
        <Checkbox
          label={w.creditHold}
          checked={form.shown('creditHold')}
          onChange={event => form.type('creditHold', event.currentTarget.checked)}
        />
      </div>

      <h2 className={classes.group}>{w.selling}</h2>
      <div className={classes.fields}>
        <SearchSelect
          label={w.salesperson}
          data={salespeople}
          placeholder={w.nobody}
          value={form.shown('salespersonId')}
          clearable
          error={errorAt(form, 'salespersonId')}
          onChange={value => form.type('salespersonId', value)}
        />
        <SearchSelect
          label={w.carrier}
          data={listedChoices(company?.carriers ?? [], form.shown('carrier'), words)}
          value={form.shown('carrier') || null}
          clearable
          error={errorAt(form, 'carrier')}
          onChange={value => form.type('carrier', value ?? '')}
        />
        <Select
          label={w.priceLevel}
          data={['A', 'B', 'C']}
          value={form.shown('priceLevel')}
          allowDeselect={false}
          error={errorAt(form, 'priceLevel')}
          onChange={value => form.type('priceLevel', value as CustomerRow['priceLevel'])}
        />
        {text('taxBps', w.taxPercent, { inputMode: 'decimal' })}
        {company && <CurrencyField form={form} ofCompany={company.currency} />}
        <TagsInput
          label={w.tags}
          value={form.shown('tags')}
          error={form.errorWithin('tags')}
          onChange={tags => form.type('tags', tags)}
        />
      </div>

      <h2 className={classes.group}>{w.emails}</h2>
      <div className={classes.fields}>
        <div className={classes.three}>
          <EmailsField form={form} field="invoiceEmails" label={w.invoiceEmails} hint="" />
        </div>
        <div className={classes.three}>
          <EmailsField
            form={form}
            field="statementEmails"
            label={w.statementEmails}
            hint={w.statementEmailsHint}
          />
        </div>
        <Select
          label={w.language}
          data={languageChoices(words)}
          value={form.shown('language')}
          allowDeselect={false}
          error={errorAt(form, 'language')}
          onChange={value => form.type('language', value as CustomerRow['language'])}
        />
        <div className={classes.all}>
          <Textarea
            label={w.notes}
            description={w.notesHint}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            autosize
            minRows={2}
            maxRows={8}
            value={form.shown('notes')}
            error={errorAt(form, 'notes')}
            onChange={event => form.type('notes', event.currentTarget.value)}
          />
        </div>
      </div>
    </>
  )
}

function AddressFields({ form }: { form: CustomerForm }) {
  const w = useWords().customers
  const address = form.shown('billingAddress')
  const part = (key: keyof typeof address, label: string) => (
    <TextInput
      label={label}
      value={address[key]}
      error={form.error(`billingAddress.${key}`)}
      onChange={event => form.type('billingAddress', { ...address, [key]: event.currentTarget.value })}
    />
  )
  return (
    <div className={classes.fields}>
      <div className={classes.three}>{part('line1', w.line1)}</div>
      <div className={classes.three}>{part('line2', w.line2)}</div>
      {part('city', w.cityField)}
      <div className={classes.one}>{part('region', w.region)}</div>
      <div className={classes.one}>{part('postalCode', w.postalCode)}</div>
      {part('country', w.country)}
      {form.conflict('billingAddress') && (
        <div className={classes.all}>
          <WhoseStands form={form} field="billingAddress" />
        </div>
      )}
    </div>
  )
}

/** What the limit as typed means: an empty one and a zero are opposites, and look alike. */
function limitHint(typed: string, w: Words['customers']): string {
  if (typed.trim() === '') return w.limitIsUnlimited
  return /^0*[.,]?0*$/.test(typed.trim()) ? w.limitIsZero : w.creditLimitHint
}

/** The company's currency: sums of all customers are in it. Who has another keeps it until they are given that one. */
function CurrencyField({ form, ofCompany }: { form: CustomerForm; ofCompany: string }) {
  const w = useWords().customers
  const { currency } = form.row
  const isOther = currency !== ofCompany
  return (
    <Select
      label={w.currency}
      data={isOther ? [ofCompany, currency] : [ofCompany]}
      value={form.shown('currency')}
      readOnly={!isOther}
      allowDeselect={false}
      description={isOther ? w.otherCurrency(currency, ofCompany) : undefined}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      error={errorAt(form, 'currency')}
      onChange={value => value !== null && form.type('currency', value)}
    />
  )
}
