import { Button } from '@mantine/core'
import type { ProductRow } from '../../../shared/domain/product/product-row.ts'
import { useWords } from '../../words/use-words.ts'
import { useEditDrafts } from '../settings/edit-drafts.ts'
import classes from './product-form.module.css'

interface UnsavedProductsProps {
  /** What the keys of these drafts begin with. */
  keys: string
  /** The draft that is open now. */
  except: string | null
  onOpen(product: ProductRow, key: string, isNew: boolean): void
}

/** Above the list: products that were edited and not saved, each with the ways on. */
export function UnsavedProducts({ keys, except, onOpen }: UnsavedProductsProps) {
  const w = useWords().products
  const drafts = useEditDrafts(state => state.drafts)
  const left = Object.entries(drafts).filter(([key]) => key.startsWith(keys) && key !== except)
  return left.map(([key, draft]) => {
    const product = draft.row as ProductRow
    const isNew = key.startsWith(`${keys}new`)
    return (
      <div key={key} className={classes.notice} role="status">
        <span>{isNew ? w.unsavedNew : w.unsavedOne(`${product.code} ${product.description}`)}</span>
        <Button variant="default" onClick={() => onOpen(product, key, isNew)}>
          {w.goOn}
        </Button>
        <Button variant="default" onClick={() => useEditDrafts.getState().drop(key)}>
          {w.discard}
        </Button>
      </div>
    )
  })
}
