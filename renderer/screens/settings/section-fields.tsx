import { TextInput } from '@mantine/core'
import { languageChoices } from '../../parts/language-choices.ts'
import { useWords } from '../../words/use-words.ts'
import { LinkFields, MailFields, ReminderFields } from './getting-paid-fields.tsx'
import { LogoField } from './logo-field.tsx'
import { NamesField } from './names-field.tsx'
import { OrderSettingFields } from './order-setting-fields.tsx'
import { PaymentsAccountCard } from './payments-account-card.tsx'
import { ReceivablesFields } from './receivables-fields.tsx'
import { RowsField } from './rows-field.tsx'
import type { TypedBoxType, TypedTerms } from './setting-fields.ts'
import { AddressField, ChoiceField, RadioField, SettingLabel, TextSettingField } from './setting-inputs.tsx'
import type { SectionName } from './setting-sections.ts'
import classes from './settings.module.css'
import { useSettingsFields } from './settings-context.ts'

const MOST_ROWS = 50
const MOST_CARRIERS = 200

/** The fields of a section. */
export function SectionFields({ name }: { name: SectionName }) {
  if (name === 'company') return <CompanyFields />
  if (name === 'invoicing') return <InvoicingFields />
  if (name === 'orders') return <OrderSettingFields />
  if (name === 'shipping') return <ShippingFields />
  if (name === 'payments') return <PaymentsFields />
  if (name === 'receivables') return <ReceivablesFields />
  if (name === 'links') return <LinkFields />
  if (name === 'mails') return <MailFields />
  return <ReminderFields />
}

function CompanyFields() {
  const words = useWords()
  const w = words.settings
  const { form } = useSettingsFields()
  const { timeZone, currency } = form.row
  const zones = Intl.supportedValuesOf('timeZone')
  return (
    <div className={classes.stack}>
      <div className={classes.columns}>
        <div className={classes.stack}>
          <TextSettingField field="name" label={w.name} />
          <AddressField label={w.addressLines} hint={w.addressLinesHint} />
          <TextSettingField field="phone" label={w.phone} type="tel" />
        </div>
        <div className={classes.stack}>
          <TextSettingField field="email" label={w.email} hint={w.emailHint} type="email" />
          <ChoiceField
            field="timeZone"
            label={w.timeZone}
            hint={w.timeZoneHint}
            data={zones.includes(timeZone) ? zones : [timeZone, ...zones]}
            searchable
          />
          <div className={classes.pair}>
            <ChoiceField
              field="language"
              label={w.language}
              hint={w.languageHint}
              data={languageChoices(words)}
            />
            <TextInput
              label={<SettingLabel>{w.currency}</SettingLabel>}
              description={w.currencyHint}
              inputWrapperOrder={['label', 'input', 'error', 'description']}
              value={currency}
              readOnly
              classNames={{ input: classes.fixed }}
            />
          </div>
        </div>
      </div>
      <LogoField />
    </div>
  )
}

function InvoicingFields() {
  const w = useWords().settings
  const { form } = useSettingsFields()
  const rows = form.shown('terms')
  const gone = codesGone(form.row.terms, rows)
  return (
    <div className={classes.stack}>
      <RowsField<TypedTerms>
        field="terms"
        label={w.terms}
        hint={w.termsHint}
        columns={[
          { key: 'code', label: w.code, width: 150 },
          { key: 'name', label: w.termsName },
          { key: 'days', label: w.days, width: 110, number: 'numeric' },
        ]}
        rows={rows}
        onChange={changed => form.type('terms', changed)}
        blank={{ code: '', name: '', days: '' }}
        most={MOST_ROWS}
        addLabel={w.addTerms}
        rowName={row => row.name || row.code}
        empty={w.noTerms}
        warning={gone === '' ? null : w.termsGone(gone)}
      />
      <RadioField field="ageBasis" label={w.ageBasis} hint={w.ageBasisHint} choices={w.ageBases} />
    </div>
  )
}

function ShippingFields() {
  const w = useWords().settings
  const { form } = useSettingsFields()
  const rows = form.shown('boxTypes')
  const gone = codesGone(form.row.boxTypes, rows)
  return (
    <div className={classes.stack}>
      <RowsField<TypedBoxType>
        field="boxTypes"
        label={w.boxTypes}
        hint={w.boxTypesHint}
        columns={[
          { key: 'code', label: w.code, width: 110 },
          { key: 'name', label: w.boxName },
          { key: 'fuel', label: w.fuel, width: 170, number: 'decimal', storedAs: ['fuelCents'] },
        ]}
        rows={rows}
        onChange={changed => form.type('boxTypes', changed)}
        blank={{ code: '', name: '', fuel: '0.00' }}
        most={MOST_ROWS}
        addLabel={w.addBoxType}
        rowName={row => row.name || row.code}
        empty={w.noBoxTypes}
        warning={gone === '' ? null : w.boxesGone(gone)}
      />
      <NamesField
        field="carriers"
        label={w.carriers}
        hint={w.carriersHint}
        most={MOST_CARRIERS}
        addLabel={w.addCarrier}
        empty={w.noCarriers}
      />
    </div>
  )
}

function PaymentsFields() {
  const w = useWords().settings
  const { form } = useSettingsFields()
  return (
    <div className={classes.stack}>
      {form.row.paymentsAccount?.status !== 'active' && (
        <div>
          <h3 className={classes.label}>{w.setUp}</h3>
          <ol className={classes.steps}>
            {w.setUpSteps.map(step => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </div>
      )}
      <PaymentsAccountCard />
      <NamesField
        field="paymentMethods"
        label={w.paymentMethods}
        hint={w.paymentMethodsHint}
        most={MOST_ROWS}
        addLabel={w.addMethod}
        empty={w.noMethods}
      />
    </div>
  )
}

/** The saved codes that are no longer typed, for a warning: `NET15, PIA`. */
function codesGone(saved: readonly { code: string }[], typed: readonly { code: string }[]): string {
  const left = new Set(typed.map(row => row.code.trim()))
  return saved
    .map(row => row.code)
    .filter(code => !left.has(code))
    .join(', ')
}
