import { formatDate } from '../../parts/format-date.ts'
import { useWords } from '../../words/use-words.ts'
import { bucketStarts } from './bucket-starts.ts'
import { NamesField } from './names-field.tsx'
import { ChoiceField, SettingLabel, TextSettingField } from './setting-inputs.tsx'
import classes from './settings.module.css'
import { useSettingsFields } from './settings-context.ts'

const MOST_REASONS = 50

/** Why credits are given, what late money costs, and up to when the books are closed. */
export function ReceivablesFields() {
  const w = useWords().settings
  const { form } = useSettingsFields()
  const { closedThrough, currency } = form.row
  const days = form.shown('financeChargeFromDays')
  const starts = bucketStarts(form.shown('ageBasis')).map(({ fromDays, label }) => ({
    value: String(fromDays),
    label: w.fromBucket(label, fromDays),
  }))
  const known = starts.some(({ value }) => value === days)
  return (
    <div className={classes.stack}>
      <NamesField
        field="creditReasons"
        label={w.creditReasons}
        hint={w.creditReasonsHint}
        most={MOST_REASONS}
        addLabel={w.addReason}
        empty={w.noReasons}
      />
      <TextSettingField
        field="nsfFeeCents"
        label={w.nsfFeeCents}
        hint={w.nsfFeeHint}
        inputMode="decimal"
        rightSection={<span className={classes.unit}>{currency}</span>}
      />
      <TextSettingField
        field="financeChargeBps"
        label={w.financeChargeBps}
        hint={w.financeChargeHint}
        inputMode="decimal"
        rightSection={<span className={classes.unit}>%</span>}
      />
      <div className={classes.half}>
        <ChoiceField
          field="financeChargeFromDays"
          label={w.financeChargeFromDays}
          hint={w.financeChargeFromHint}
          data={known ? starts : [...starts, { value: days, label: w.fromDays(days) }]}
        />
      </div>
      <div className={classes.readOnly}>
        <h3 className={classes.label}>
          <SettingLabel>{w.closedThrough}</SettingLabel>
        </h3>
        <output>{closedThrough === null ? w.nothingClosed : formatDate(closedThrough, 'long')}</output>
        <p className={classes.description}>{w.closedThroughHint}</p>
      </div>
    </div>
  )
}
