import { type KeyboardEvent, type RefObject, useRef } from 'react'
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

const LIMIT = 12

interface ProductPickerProps {
  inputRef: RefObject<HTMLInputElement | null>
  level: CustomerRow['priceLevel']
  text: string
  onType(text: string): void
  onPick(product: ProductRow): void
  onKeyDown(event: KeyboardEvent<HTMLInputElement>): void
}

/** The field for the next line's product, found by fragments of its words. */
export function ProductPicker({ level, text, onType, onPick, ...props }: ProductPickerProps) {
  const words = useWords().orders
  const asked = useRef('')
  const found = useAsk('products.search', { text, limit: LIMIT }, { enabled: text.trim() !== '' })

  async function pickBest() {
    // The list may still show what an earlier text found; a line is only made from what the text says now.
    asked.current = text
    const [best] = await ask('products.search', { text, limit: LIMIT })
    if (best && asked.current === text) onPick(best)
  }

  return (
    <PickList
      {...props}
      label={words.addProduct}
      labelHidden
      placeholder={words.productPlaceholder}
      text={text}
      onType={typed => {
        asked.current = typed
        onType(typed)
      }}
      hits={found.data ?? null}
      hitId={product => product.id}
      none={words.productNone}
      onPick={product => (product ? onPick(product) : void pickBest())}
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
