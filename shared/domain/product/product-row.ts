import { fold } from '../fold.ts'
import { defineTable } from '../table.ts'

/** What the company sells. */
export interface ProductRow {
  id: string
  code: string
  description: string
  category: string
  color: string
  grade: string
  soldBy: 'box' | 'unit' | 'hard-good'
  /** What one priced unit is; `stem` for hard goods means a piece. */
  unitType: 'stem' | 'bunch'
  boxType: string
  bunchesPerBox: number
  stemsPerBunch: number
  priceAE4: number
  priceBE4: number
  priceCE4: number
  costE4: number
  taxClass: 'standard' | 'exempt'
  active: boolean
}

export const products = defineTable<ProductRow>({
  name: 'products',
  columns: {
    code: 'text',
    description: 'text',
    category: 'text',
    color: 'text',
    grade: 'text',
    soldBy: 'text',
    unitType: 'text',
    boxType: 'text',
    bunchesPerBox: 'integer',
    stemsPerBunch: 'integer',
    priceAE4: 'integer',
    priceBE4: 'integer',
    priceCE4: 'integer',
    costE4: 'integer',
    taxClass: 'text',
    active: 'boolean',
  },
  claims: row => [`product.code:${fold(row.code)}`],
})
