import type { ProductRow } from '../../../shared/domain/product/product-row.ts'
import { formatPriceE4 } from '../../parts/format-money.ts'
import type { ListColumn } from '../../parts/list-columns.ts'
import { StatusTag } from '../../parts/status-tag.tsx'
import type { Words } from '../../words/use-words.ts'
import { packingText, soldByText } from './packing-text.ts'

/** The columns of Products. */
export function productColumns(words: Words): ListColumn<ProductRow>[] {
  const w = words.products
  const tags = words.parts.tag
  const price = (id: 'priceAE4' | 'priceBE4' | 'priceCE4', header: string): ListColumn<ProductRow> => ({
    id,
    header,
    flex: 0.8,
    minWidth: 76,
    align: 'right',
    ...(id === 'priceAE4' ? {} : { tone: 'mute' as const }),
    text: row => formatPriceE4(row[id]),
  })
  return [
    { id: 'code', header: w.code, flex: 1, minWidth: 84, tone: 'strong', text: row => row.code },
    { id: 'description', header: w.description, flex: 2.6, minWidth: 190, text: row => row.description },
    { id: 'category', header: w.category, flex: 1.2, minWidth: 90, tone: 'mute', text: row => row.category },
    { id: 'color', header: w.color, minWidth: 72, sortable: false, tone: 'mute', text: row => row.color },
    { id: 'grade', header: w.grade, minWidth: 66, sortable: false, tone: 'mute', text: row => row.grade },
    {
      id: 'soldBy',
      header: w.soldBy,
      flex: 1.3,
      minWidth: 110,
      tone: 'mute',
      text: row => soldByText(row, words),
    },
    { id: 'boxType', header: w.packing, flex: 1.1, minWidth: 104, text: row => packingText(row, words) },
    price('priceAE4', w.priceA),
    price('priceBE4', w.priceB),
    price('priceCE4', w.priceC),
    {
      id: 'active',
      header: w.status,
      minWidth: 78,
      sortable: false,
      tone: 'mute',
      text: row => (row.active ? tags.active : tags.inactive),
      render: row => (row.active ? tags.active : <StatusTag status="inactive" />),
    },
  ]
}
