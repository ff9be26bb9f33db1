import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { changesOf, isRefusal, mergeChanges } from '../changes.ts'
import { accept, defineCommand, put, reject } from '../command.ts'
import { fold } from '../fold.ts'
import { claim, row } from '../view.ts'
import { PRODUCT } from './product-fields.ts'

/** Edits a product. Orders keep what they were entered with. */
export const changeProduct = defineCommand({
  name: 'product.change',
  version: 1,
  class: 'request',
  by: 'user',
  permission: 'products.edit',
  payload: z.strictObject({ productId: id, changes: changesOf(PRODUCT) }),
  reads: p => [
    row('products', p.productId),
    ...(p.changes.code ? [claim(`product.code:${fold(p.changes.code.to)}`)] : []),
  ],
  decide(p, view) {
    const product = view.get('products', p.productId)
    if (!product) return reject('unknown-product')
    const changed = mergeChanges(product, p.changes)
    if (isRefusal(changed)) return { refusal: changed }
    const holder = p.changes.code ? view.holder(`product.code:${fold(changed.code)}`) : null
    if (holder !== null && holder !== product.id) {
      return reject('product-code-taken', { code: changed.code }, 'changes.code')
    }
    return accept([put('products', changed)])
  },
})
