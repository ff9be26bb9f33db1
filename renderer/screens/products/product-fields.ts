import type { ProductRow } from '../../../shared/domain/product/product-row.ts'
import { formatPriceE4 } from '../../parts/format-money.ts'
import { readText } from '../order-form/field-text.ts'
import { asStored, type FieldKind, type FieldKinds, oneLine } from '../settings/edits.ts'

type PriceField = 'priceAE4' | 'priceBE4' | 'priceCE4' | 'costE4'
type CountField = 'bunchesPerBox' | 'stemsPerBunch'

/** The fields of a product a person edits. */
export type ProductField = Exclude<keyof ProductRow, 'id'>

/** What is typed into each field of a product. */
export type TypedProduct = Omit<ProductRow, 'id' | PriceField | CountField> &
  Record<PriceField | CountField, string>

const MOST_PER_BOX = 9999

const count: FieldKind<number, string> = {
  typed: String,
  read(typed) {
    const digits = typed.trim()
    if (digits === '') return { value: 0 }
    const value = /^\d{1,9}$/.test(digits) ? Number(digits) : MOST_PER_BOX + 1
    return value > MOST_PER_BOX ? { problems: { '': 'not-a-count' } } : { value }
  },
}

const price: FieldKind<number, string> = {
  typed: formatPriceE4,
  read(typed) {
    const read = readText('priceE4', typed.trim())
    if ('value' in read) return { value: Number(read.value) }
    return { problems: { '': read.problem === 'unclear-comma' ? 'unclear-comma' : 'not-a-price' } }
  },
}

const emptyIsZero: FieldKind<number, string> = {
  ...price,
  read: typed => (typed.trim() === '' ? { value: 0 } : price.read(typed)),
}

/** How each field of a product is typed and read. */
export const PRODUCT_KINDS: FieldKinds<ProductRow, TypedProduct> = {
  code: oneLine,
  description: oneLine,
  category: oneLine,
  color: oneLine,
  grade: oneLine,
  soldBy: asStored(),
  unitType: asStored(),
  boxType: asStored(),
  bunchesPerBox: count,
  stemsPerBunch: count,
  priceAE4: price,
  priceBE4: price,
  priceCE4: price,
  costE4: emptyIsZero,
  taxClass: asStored(),
  active: asStored(),
}

/**
 * The same for a product that is new: figures nobody has typed yet are empty, not zero. Empty prices B and C are filled
 * from price A when the product is added.
 */
export const NEW_PRODUCT_KINDS: FieldKinds<ProductRow, TypedProduct> = {
  ...PRODUCT_KINDS,
  bunchesPerBox: emptyForZero(count),
  stemsPerBunch: emptyForZero(count),
  priceAE4: emptyForZero(price),
  priceBE4: emptyForZero(emptyIsZero),
  priceCE4: emptyForZero(emptyIsZero),
  costE4: emptyForZero(emptyIsZero),
}

/** All fields in the order of the form. */
export const PRODUCT_FIELDS = Object.keys(PRODUCT_KINDS) as ProductField[]

/** What a new product starts as. */
export function blankProduct(id: string): ProductRow {
  return {
    id,
    code: '',
    description: '',
    category: '',
    color: '',
    grade: '',
    soldBy: 'box',
    unitType: 'stem',
    boxType: '',
    bunchesPerBox: 0,
    stemsPerBunch: 0,
    priceAE4: 0,
    priceBE4: 0,
    priceCE4: 0,
    costE4: 0,
    taxClass: 'standard',
    active: true,
  }
}

function emptyForZero(kind: FieldKind<number, string>): FieldKind<number, string> {
  return { ...kind, typed: value => (value === 0 ? '' : kind.typed(value)) }
}
