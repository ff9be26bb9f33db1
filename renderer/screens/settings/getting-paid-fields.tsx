import { useWords } from '../../words/use-words.ts'
import type { TypedReminder } from './reminder-days.ts'
import { RowsField } from './rows-field.tsx'
import { HourField, SwitchField, TextSettingField } from './setting-inputs.tsx'
import classes from './settings.module.css'
import { useSettingsFields } from './settings-context.ts'
import { TemplatesField } from './templates-field.tsx'

const WHENS = ['before', 'on', 'after'] as const
const MOST_REMINDERS = 10

/** Where payment links go, how long they live, and what a payer may choose. */
export function LinkFields() {
  const w = useWords().settings
  const { form } = useSettingsFields()
  return (
    <div className={classes.stack}>
      <SwitchField field="linksEnabled" label={w.linksEnabled} hint={w.linksEnabledHint} />
      <SwitchField field="manualLinksEnabled" label={w.manualLinksEnabled} hint={w.manualLinksHint} />
      <SwitchField field="linkBoxDefault" label={w.linkBoxDefault} hint={w.linkBoxDefaultHint} />
      <TextSettingField
        field="linkHours"
        label={w.linkHours}
        hint={w.linkHoursHint}
        inputMode="numeric"
        rightSection={<span className={classes.unit}>{w.hours}</span>}
      />
      <SwitchField field="payerPicksInvoices" label={w.payerPicksInvoices} hint={w.payerPicksHint} />
      <SwitchField field="partialPayments" label={w.partialPayments} hint={w.partialPaymentsHint} />
      {(form.shown('partialPayments') || form.changed(['partialMinimumCents']).length > 0) && (
        <TextSettingField
          field="partialMinimumCents"
          label={w.partialMinimumCents}
          hint={w.partialMinimumHint}
          inputMode="decimal"
          rightSection={<span className={classes.unit}>{form.row.currency}</span>}
        />
      )}
    </div>
  )
}

/** When mails leave by themselves, how many, and what all of them say. */
export function MailFields() {
  const w = useWords().settings
  const { form } = useSettingsFields()
  const isNeverQuiet = form.shown('quietFromHour') === form.shown('quietUntilHour')
  return (
    <div className={classes.stack}>
      <div className={classes.columns}>
        <HourField
          field="automaticInvoiceHour"
          label={w.automaticInvoiceHour}
          hint={w.automaticInvoiceHourHint}
        />
        <TextSettingField
          field="mailsPerMinute"
          label={w.mailsPerMinute}
          hint={w.mailsPerMinuteHint}
          inputMode="numeric"
          rightSection={<span className={classes.unit}>{w.perMinute}</span>}
        />
      </div>
      <div>
        <div className={classes.columns}>
          <HourField field="quietFromHour" label={w.quietFromHour} />
          <HourField field="quietUntilHour" label={w.quietUntilHour} />
        </div>
        <p className={classes.description}>{isNeverQuiet ? w.noQuiet : w.quietHint}</p>
      </div>
      <TemplatesField />
    </div>
  )
}

/** Whether customers are reminded, on which days and when. */
export function ReminderFields() {
  const w = useWords().settings
  const { form } = useSettingsFields()
  return (
    <div className={classes.stack}>
      <SwitchField field="remindersEnabled" label={w.remindersEnabled} hint={w.remindersHint} />
      <RowsField<TypedReminder>
        field="reminderDays"
        label={w.reminderDays}
        hint={w.reminderDaysHint}
        columns={[
          {
            key: 'days',
            label: w.reminderCount,
            width: 96,
            number: 'numeric',
            instead: row => (row.when === 'on' ? '—' : null),
            storedAs: [''],
          },
          {
            key: 'when',
            label: w.reminderWhen,
            options: WHENS.map(when => ({ value: when, label: w.reminderWhens[when] })),
          },
        ]}
        rows={form.shown('reminderDays')}
        onChange={rows => form.type('reminderDays', rows)}
        blank={{ when: 'after', days: '' }}
        rowName={row => w.reminderDay(w.reminderWhens[row.when], row.when === 'on' ? '' : row.days)}
        most={MOST_REMINDERS}
        addLabel={w.addReminder}
        empty={w.noReminders}
      />
      <div className={classes.half}>
        <HourField field="reminderHour" label={w.reminderHour} hint={w.reminderHourHint} />
      </div>
    </div>
  )
}
