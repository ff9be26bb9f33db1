import { put } from '../command.ts'
import { fold } from '../fold.ts'
import type { ImportedRows } from './import-rows.ts'
import type { RowAdder } from './row-adder.ts'

/** A product of a file; a code that is here already is that product. */
export const productAdder: RowAdder<ImportedRows['products']> = {
  claim: row => `product.code:${fold(row.code)}`,
  reads: () => [],
  customerId: () => null,
  isSame: () => true,
  add: (row, ids) => ({ addedId: ids(0), writes: [put('products', { id: ids(0), ...row })] }),
}
