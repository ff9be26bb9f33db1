import { useEffect, useRef } from 'react'
import type { PayloadOf } from '../../../shared/domain/commands.ts'
import type { ProductRow } from '../../../shared/domain/product/product-row.ts'
import type { SyncIssueRow } from '../../../shared/domain/task/task-row.ts'
import { ask } from '../../app/ask.ts'
import { useIssue } from '../../app/issues.ts'
import { useEditDrafts } from '../settings/edit-drafts.ts'
import { type Edits, editsOfChanges } from '../settings/edits.ts'
import {
  blankProduct,
  NEW_PRODUCT_KINDS,
  PRODUCT_FIELDS,
  PRODUCT_KINDS,
  type ProductField,
  type TypedProduct,
} from './product-fields.ts'

const PAGE_ROWS = 1000

/** Opens the form with the values of a refused product, once. `keys` begin the drafts' keys. */
export function useProductRepair(
  keys: string,
  open: (product: ProductRow, key: string, isNew: boolean, issue: SyncIssueRow) => void,
): void {
  const issue = useIssue()
  const openedId = useRef<string | null>(null)
  useEffect(() => {
    if (!issue || issue.id === openedId.current) return
    openedId.current = issue.id
    if (issue.name === 'product.add') {
      const { productId, ...values } = issue.payload as PayloadOf<'product.add'>
      const key = `${keys}new.${issue.id}`
      const product = blankProduct(productId)
      fill(key, product, editsOfNew(product, values))
      open(product, key, true, issue)
    } else if (issue.name === 'product.change') void reopen(issue)
  })

  async function reopen(refused: SyncIssueRow) {
    const { productId, changes } = refused.payload as PayloadOf<'product.change'>
    const product = await findProduct(productId)
    if (!product) return
    fill(keys + productId, product, editsOfChanges(PRODUCT_KINDS, changes))
    open(product, keys + productId, false, refused)
  }
}

function fill(key: string, row: ProductRow, edits: Edits<ProductRow, TypedProduct>) {
  const before = useEditDrafts.getState().drafts[key]?.edits
  useEditDrafts.getState().keep(key, { row, edits: { ...edits, ...before } as never })
}

function editsOfNew(
  blank: ProductRow,
  values: Pick<ProductRow, ProductField>,
): Edits<ProductRow, TypedProduct> {
  const changes = Object.fromEntries(
    PRODUCT_FIELDS.map(field => [field, { from: blank[field], to: values[field] }]),
  )
  return editsOfChanges(NEW_PRODUCT_KINDS, changes)
}

async function findProduct(productId: string): Promise<ProductRow | null> {
  for (let offset = 0; ; offset += PAGE_ROWS) {
    const { rows, count } = await ask('products.list', { active: 'all', offset, limit: PAGE_ROWS })
    const found = rows.find(row => row.id === productId)
    if (found || offset + PAGE_ROWS >= count) return found ?? null
  }
}
