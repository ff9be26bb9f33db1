import type { KeyboardEvent, RefObject } from 'react'
import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import { matchProduct } from '../../../shared/domain/product/match-product.ts'
import type { ProductRow } from '../../../shared/domain/product/product-row.ts'
import { ask } from '../../app/ask.ts'
import { useAsk } from '../../app/use-ask.ts'
import { formatPriceE4 } from '../../parts/format-money.ts'
import { useWords } from '../../words/use-words.ts'
import { priceAt } from './line-of-product.ts'
import { MarkedText } from './marked-text.tsx'
import { PickList } from './pick-list.tsx'

const LIMIT = 8

interface ProductPickerProps {
  inputRef: RefObject<HTMLInputElement | null>
  level: CustomerRow['priceLevel']
  text: string
  onType(text: string): void
  /** True while what is typed stands in the way. */
  error: boolean
  /** `ahead` was typed while the product was looked up; answers what of it is for this field again. */
  onPick(product: ProductRow, ahead: string): string
  onKeyDown(event: KeyboardEvent<HTMLInputElement>): void
}

/** The field for the next line's product, found by fragments of its words. */
export function ProductPicker({ level, text, onType, onPick, ...props }: ProductPickerProps) {
  const words = useWords().orders
  const found = useAsk('products.search', { text, limit: LIMIT }, { enabled: text.trim() !== '' })

  return (
    <PickList
      {...props}
      label={words.addProduct}
      labelHidden
      placeholder={words.productPlaceholder}
      text={text}
      onType={onType}
      hits={found.data ?? null}
      fresh={found.data !== undefined && !found.isPlaceholderData}
      best={async typed => (await ask('products.search', { text: typed, limit: 1 }))[0] ?? null}
      hitId={product => product.id}
      none={words.productNone}
      onPick={(product, ahead) => onPick(product, ahead())}
      row={product => {
        const ranges = matchProduct(text, product.description)
        return (
          <>
            <MarkedText text={product.description} ranges={ranges ?? []} />
            <span className="florin-mute">
              {[ranges === null ? product.code : '', product.boxType, formatPriceE4(priceAt(product, level))]
                .filter(part => part !== '')
                .join(' · ')}
            </span>
          </>
        )
      }}
    />
  )
}
