import { z } from 'zod'
import { id } from '../../lib/parse.ts'
import { accept, defineCommand, put, reject } from '../command.ts'
import { fold } from '../fold.ts'
import { claim, row } from '../view.ts'
import { PRODUCT } from './product-fields.ts'

/** Adds a product under a code of its own. */
export const addProduct = defineCommand({
  name: 'product.add',
  version: 1,
  class: 'request',
  by: 'user',
  permission: 'products.edit',
  payload: z.strictObject({ productId: id, ...PRODUCT }),
  reads: p => [row('products', p.productId), claim(`product.code:${fold(p.code)}`)],
  decide({ productId, ...fields }, view) {
    if (view.get('products', productId)) return reject('already-exists')
    if (view.holder(`product.code:${fold(fields.code)}`) !== null) {
      return reject('product-code-taken', { code: fields.code }, 'code')
    }
    return accept([put('products', { id: productId, ...fields })])
  },
})
