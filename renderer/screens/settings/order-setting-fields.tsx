import { useWords } from '../../words/use-words.ts'
import { RowsField } from './rows-field.tsx'
import type { TypedCharge } from './setting-fields.ts'
import { RadioField } from './setting-inputs.tsx'
import classes from './settings.module.css'
import { useSettingsFields } from './settings-context.ts'

const KINDS = ['fixed', 'percent', 'fuel'] as const
const MOST_CHARGES = 50

/** What orders may be charged besides their lines, and who may change one that is confirmed. */
export function OrderSettingFields() {
  const w = useWords().settings
  const { form } = useSettingsFields()
  return (
    <div className={classes.stack}>
      <RowsField<TypedCharge>
        field="charges"
        label={w.charges}
        hint={w.chargesHint}
        columns={[
          { key: 'label', label: w.chargeLabel },
          {
            key: 'kind',
            label: w.chargeKind,
            width: 196,
            options: KINDS.map(kind => ({ value: kind, label: w.chargeKinds[kind] })),
          },
          {
            key: 'figure',
            label: w.chargeFigure,
            width: 112,
            number: 'decimal',
            instead: row => (row.kind === 'fuel' ? w.chargeByBox : null),
            storedAs: ['rateBps', 'amountCents'],
          },
          { key: 'onNewOrders', label: w.chargeOnNew, width: 92, ticked: true },
        ]}
        rows={form.shown('charges')}
        onChange={rows => form.type('charges', rows)}
        blank={{ label: '', kind: 'fixed', figure: '0.00', onNewOrders: false }}
        rowName={row => row.label}
        most={MOST_CHARGES}
        addLabel={w.addCharge}
        empty={w.noCharges}
      />
      <RadioField
        field="orderChangePolicy"
        label={w.orderChangePolicy}
        hint={w.orderChangePolicyHint}
        choices={w.orderChangePolicies}
      />
    </div>
  )
}
