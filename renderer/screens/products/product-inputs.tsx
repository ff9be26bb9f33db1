import { SegmentedControl, Select, Switch, TextInput } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import type { ProductRow } from '../../../shared/domain/product/product-row.ts'
import { useSession } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { ConflictNotice } from '../settings/conflict-notice.tsx'
import type { EditForm } from '../settings/use-edits.ts'
import { describeProductField } from './describe-product-field.ts'
import type { ProductField, TypedProduct } from './product-fields.ts'
import classes from './product-form.module.css'

export type ProductEdits = EditForm<ProductRow, TypedProduct>

type TextField = {
  [F in ProductField]: TypedProduct[F] extends string ? (string extends TypedProduct[F] ? F : never) : never
}[ProductField]

interface FieldProps<F> {
  form: ProductEdits
  field: F
  label: string
  hint?: string
}

/** A field with its conflict beneath. */
function Conflictable({ form, field, label, children }: FieldProps<ProductField> & { children: ReactNode }) {
  const words = useWords()
  return (
    <>
      <div className={classes.field}>{children}</div>
      {form.conflict(field) && (
        <ConflictNotice
          label={label}
          yours={describeProductField(field, form.shown(field), words)}
          theirs={describeProductField(field, form.row[field], words)}
          onKeep={() => form.keepMine(field)}
          onTake={() => form.takeTheirs(field)}
        />
      )}
    </>
  )
}

/** Text, or a figure as text. */
export function ProductText({
  form,
  field,
  label,
  hint,
  number,
  placeholder,
  focused = false,
}: FieldProps<TextField> & { number?: 'numeric' | 'decimal'; placeholder?: string; focused?: boolean }) {
  return (
    <Conflictable form={form} field={field} label={label}>
      <TextInput
        label={label}
        description={hint}
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        inputMode={number}
        classNames={number && { input: classes.number }}
        placeholder={placeholder}
        autoFocus={focused}
        data-autofocus={focused || undefined}
        error={form.errorWithin(field)}
        value={form.shown(field)}
        onChange={event => form.type(field, event.currentTarget.value)}
      />
    </Conflictable>
  )
}

/** One of two or three choices, all in sight. */
export function ProductChoice<F extends 'soldBy' | 'unitType' | 'taxClass'>({
  form,
  field,
  label,
  hint,
  choices,
}: FieldProps<F> & { choices: Record<TypedProduct[F], string> }) {
  const id = useId()
  const values = Object.keys(choices) as TypedProduct[F][]
  return (
    <Conflictable form={form} field={field} label={label}>
      <span id={id} className={classes.label}>
        {label}
      </span>
      <SegmentedControl
        fullWidth
        className={classes.choice}
        aria-labelledby={id}
        data={values.map(value => ({ value, label: choices[value] }))}
        value={form.shown(field)}
        onChange={value => form.type(field, value as TypedProduct[F])}
      />
      {hint && <p className={classes.hint}>{hint}</p>}
    </Conflictable>
  )
}

/** The box a product comes in, of those in the settings; one that is no longer there stays until changed. */
export function BoxTypeField({ form }: { form: ProductEdits }) {
  const w = useWords().products
  const boxTypes = useSession(state => state.session?.company?.boxTypes) ?? []
  const shown = form.shown('boxType')
  const data = boxTypes.map(type => ({ value: type.code, label: `${type.code} · ${type.name}` }))
  const known = shown === '' || boxTypes.some(type => type.code === shown)
  return (
    <Conflictable form={form} field="boxType" label={w.boxType}>
      <Select
        label={w.boxType}
        placeholder={w.noBoxType}
        data={known ? data : [{ value: shown, label: w.boxTypeGone(shown) }, ...data]}
        allowDeselect={false}
        error={form.errorWithin('boxType')}
        value={shown === '' ? null : shown}
        onChange={value => form.type('boxType', value ?? '')}
      />
    </Conflictable>
  )
}

/** Whether orders offer it. */
export function ActiveField({ form }: { form: ProductEdits }) {
  const w = useWords().products
  return (
    <Conflictable form={form} field="active" label={w.active}>
      <Switch
        label={w.active}
        description={w.activeHint}
        checked={form.shown('active')}
        onChange={event => form.type('active', event.currentTarget.checked)}
      />
    </Conflictable>
  )
}
