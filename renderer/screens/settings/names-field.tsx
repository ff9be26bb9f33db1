import { useWords } from '../../words/use-words.ts'
import { RowsField } from './rows-field.tsx'
import type { TypedName } from './setting-fields.ts'
import { useSettingsFields } from './settings-context.ts'

interface NamesFieldProps {
  field: 'carriers' | 'paymentMethods' | 'creditReasons'
  label: string
  hint: string
  most: number
  addLabel: string
  empty: string
}

/** A list of names, in the order in which they are offered. */
export function NamesField({ field, ...rest }: NamesFieldProps) {
  const w = useWords().settings
  const { form } = useSettingsFields()
  return (
    <RowsField<TypedName>
      {...rest}
      field={field}
      columns={[{ key: 'name', label: w.entry, storedAs: [''] }]}
      rows={form.shown(field)}
      onChange={names => form.type(field, names)}
      blank={{ name: '' }}
      rowName={row => row.name}
    />
  )
}
