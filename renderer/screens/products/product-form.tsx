import { Button } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { reversed } from '../../../shared/domain/changes.ts'
import { PRODUCT } from '../../../shared/domain/product/product-fields.ts'
import type { ProductRow } from '../../../shared/domain/product/product-row.ts'
import { AskRefused } from '../../app/ask-client.ts'
import { giveCommand } from '../../app/give-command.ts'
import { isSaveKey } from '../../app/is-save-key.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { focusFirstError } from '../../parts/focus-first-error.ts'
import { useWords } from '../../words/use-words.ts'
import { useEditDrafts } from '../settings/edit-drafts.ts'
import { readWhole } from '../settings/edits.ts'
import { useEdits } from '../settings/use-edits.ts'
import { priceExample } from './price-example.ts'
import { NEW_PRODUCT_KINDS, PRODUCT_FIELDS, PRODUCT_KINDS } from './product-fields.ts'
import classes from './product-form.module.css'
import {
  ActiveField,
  BoxTypeField,
  ProductChoice,
  type ProductEdits,
  ProductText,
} from './product-inputs.tsx'

interface ProductFormProps {
  draftKey: string
  /** The product as it is, or blank for a new one. */
  product: ProductRow
  isNew: boolean
  /** Beside the buttons: what was added before. */
  note: string
  /** Given up, or saved with what to say about it and how to take it back; `another`: on to the next new one. */
  onDone(message: string | null, another: boolean, undo?: () => Promise<unknown>): void
}

/** A product's fields; what is typed is kept under the draft's key until it is saved. */
export function ProductForm({ draftKey, product, isNew, note, onDone }: ProductFormProps) {
  const w = useWords().products
  const [row, setRow] = useState(product)
  const kinds = isNew ? NEW_PRODUCT_KINDS : PRODUCT_KINDS
  const form = useEdits({ draftKey, kinds, shape: PRODUCT, row })
  const element = useRef<HTMLFormElement>(null)
  const [saving, setSaving] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const unsaved = form.changed(PRODUCT_FIELDS).length > 0

  async function save(another: boolean) {
    if (saving || !unsaved) return
    setFailure(null)
    setSaving(true)
    try {
      const done = await (isNew ? add() : change())
      if (done === null) return toFirstError()
      if (typeof done === 'string') onDone(w.added(done), another)
      else onDone(w.saved(done.code), another, done.undo)
    } catch (error) {
      if (!followTheirs(error)) setFailure(form.refused(error, PRODUCT_FIELDS))
      toFirstError()
    } finally {
      setSaving(false)
    }
  }

  async function add(): Promise<string | null> {
    for (const field of ['priceBE4', 'priceCE4'] as const) {
      if (form.shown(field).trim() === '') form.type(field, form.shown('priceAE4'))
    }
    const values = form.checkWhole(PRODUCT_FIELDS)
    if (!values) return null
    await giveCommand('product.add', { productId: row.id, ...values })
    useEditDrafts.getState().drop(draftKey)
    return values.code
  }

  async function change(): Promise<{ code: string; undo(): Promise<unknown> } | null> {
    const checked = form.check(PRODUCT_FIELDS)
    if (!checked) return null
    const { changes } = checked
    await giveCommand('product.change', { productId: row.id, changes })
    form.saved(checked)
    return {
      code: changes.code?.to ?? row.code,
      undo: () => giveCommand('product.change', { productId: row.id, changes: reversed(changes) }),
    }
  }

  /** Someone else's value becomes the one to compare with, and the field asks whose shall stand. */
  function followTheirs(error: unknown): boolean {
    if (!(error instanceof AskRefused) || error.refusal.code !== 'changed-meanwhile') return false
    const { field, theirs } = error.refusal.params
    const key = field as keyof ProductRow
    setRow(before => ({ ...before, [key]: typeof before[key] === 'boolean' ? theirs === 'true' : theirs }))
    return true
  }

  const toFirstError = () => focusFirstError(() => element.current)

  function discard() {
    form.discard(PRODUCT_FIELDS)
    setFailure(null)
    if (isNew) onDone(null, false)
  }

  return (
    <form
      ref={element}
      className={classes.form}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void save(false)
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (!isSaveKey(event)) return
        event.preventDefault()
        void save(false)
      }}
    >
      <ProductFormFields form={form} isNew={isNew} />
      {failure !== null && <FaultNotice error={failure} />}
      <footer className={classes.foot}>
        <span className={classes.space} role="status">
          {isNew ? note : w.ordersKeep}
        </span>
        {unsaved && (
          <Button variant="subtle" color="gray" onClick={discard}>
            {isNew ? w.discardNew : w.discard}
          </Button>
        )}
        {isNew && (
          <Button variant="default" disabled={!unsaved || saving} onClick={() => void save(true)}>
            {w.addNext}
          </Button>
        )}
        <Button type="submit" title="Ctrl S" disabled={!unsaved} loading={saving}>
          {isNew ? w.add : w.save}
        </Button>
      </footer>
    </form>
  )
}

function ProductFormFields({ form, isNew }: { form: ProductEdits; isNew: boolean }) {
  const words = useWords()
  const w = words.products
  const soldBy = form.shown('soldBy')
  const unitType = form.shown('unitType')
  const kinds = isNew ? NEW_PRODUCT_KINDS : PRODUCT_KINDS
  const edits = Object.fromEntries(
    PRODUCT_FIELDS.map(field => [field, { from: form.row[field], typed: form.shown(field) }]),
  )
  const { values, problems } = readWhole(kinds, edits, form.row, PRODUCT_FIELDS)
  const figures = ['bunchesPerBox', 'stemsPerBunch', 'priceAE4']
  const readable = figures.every(field => problems[field] === undefined)
  const example = readable ? priceExample({ ...form.row, ...values }, words) : null
  const per = soldBy === 'hard-good' ? w.per.piece : w.per[unitType]
  const asPriceA = isNew ? form.shown('priceAE4').trim() : ''

  return (
    <>
      <div className={classes.names}>
        <ProductText form={form} field="code" label={w.code} focused />
        <ProductText form={form} field="description" label={w.description} hint={w.descriptionHint} />
      </div>
      <div className={classes.three}>
        <ProductText form={form} field="category" label={w.category} />
        <ProductText form={form} field="color" label={w.color} />
        <ProductText form={form} field="grade" label={w.gradeField} />
      </div>
      <fieldset className={classes.group}>
        <legend className={classes.legend}>{w.packing}</legend>
        <div className={classes.packing}>
          <ProductChoice
            form={form}
            field="soldBy"
            label={w.soldBy}
            hint={w.soldByHint[soldBy]}
            choices={w.soldByChoice}
          />
          {soldBy !== 'hard-good' && (
            <ProductChoice form={form} field="unitType" label={w.unitType} choices={w.unitTypeChoice} />
          )}
        </div>
        {soldBy !== 'hard-good' && (
          <div className={classes.three}>
            {soldBy === 'box' && <BoxTypeField form={form} />}
            {soldBy === 'box' && (
              <ProductText form={form} field="bunchesPerBox" label={w.bunchesPerBox} number="numeric" />
            )}
            <ProductText form={form} field="stemsPerBunch" label={w.stemsPerBunch} number="numeric" />
          </div>
        )}
      </fieldset>
      <fieldset className={classes.group}>
        <legend className={classes.legend}>
          {w.prices} <small>{per}</small>
        </legend>
        <div className={classes.four}>
          <ProductText form={form} field="priceAE4" label={w.priceA} number="decimal" />
          <ProductText
            form={form}
            field="priceBE4"
            label={w.priceB}
            number="decimal"
            placeholder={asPriceA}
          />
          <ProductText
            form={form}
            field="priceCE4"
            label={w.priceC}
            number="decimal"
            placeholder={asPriceA}
          />
          <ProductText form={form} field="costE4" label={w.cost} number="decimal" />
        </div>
        {readable && <p className={classes.example}>{example ?? w.incomplete}</p>}
      </fieldset>
      <fieldset className={classes.group} aria-label={w.status}>
        <div className={classes.packing}>
          <ActiveField form={form} />
          <ProductChoice form={form} field="taxClass" label={w.taxClass} choices={w.taxClassChoice} />
        </div>
      </fieldset>
    </>
  )
}
