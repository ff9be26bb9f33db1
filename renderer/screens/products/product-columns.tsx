import type { ProductRow } from '../../../shared/domain/product/product-row.ts'
import { formatPriceE4 } from '../../parts/format-money.ts'
import type { ListColumn } from '../../parts/list-columns.ts'
import { statusMark } from '../../parts/status-mark.ts'
import type { Words } from '../../words/use-words.ts'
import { packingText, soldByText } from './packing-text.ts'

/** The columns of Products. On a narrow window the description keeps what room there is. */
export function productColumns(words: Words): ListColumn<ProductRow>[] {
  const w = words.products
  const { parts } = words
  const price = (id: 'priceAE4' | 'priceBE4' | 'priceCE4', header: string): ListColumn<ProductRow> => ({
    id,
    header,
    flex: 0.6,
    align: 'right',
    ...(id === 'priceAE4' ? {} : { tone: 'mute' as const }),
    text: row => formatPriceE4(row[id]),
  })
  return [
    { id: 'code', header: w.code, flex: 0.7, whole: 'text', tone: 'strong', text: row => row.code },
    { id: 'description', header: w.description, flex: 4, minWidth: 160, text: row => row.description },
    { id: 'category', header: w.category, minWidth: 78, tone: 'mute', text: row => row.category },
    {
      id: 'color',
      header: w.color,
      flex: 0.8,
      minWidth: 64,
      sortable: false,
      tone: 'mute',
      text: row => row.color,
    },
    {
      id: 'grade',
      header: w.grade,
      flex: 0.8,
      minWidth: 72,
      sortable: false,
      tone: 'mute',
      text: row => row.grade,
    },
    {
      id: 'soldBy',
      header: w.soldBy,
      flex: 0.9,
      minWidth: 98,
      tone: 'mute',
      text: row => soldByText(row, words),
    },
    { id: 'boxType', header: w.packing, flex: 0.9, minWidth: 96, text: row => packingText(row, words) },
    price('priceAE4', w.priceA),
    price('priceBE4', w.priceB),
    price('priceCE4', w.priceC),
    {
      id: 'active',
      header: w.status,
      flex: 0.7,
      whole: 'tags',
      sortable: false,
      tone: 'mute',
      text: row => (row.active ? parts.tag.active : parts.tag.inactive),
      marks: row => (row.active ? { text: parts.tag.active } : statusMark(parts, 'inactive')),
    },
  ]
}
