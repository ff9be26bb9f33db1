import type { MatchRange } from '../../../shared/domain/product/match-product.ts'
import classes from './order-form.module.css'

/** A text with the parts that were typed in bold. */
export function MarkedText({ text, ranges }: { text: string; ranges: readonly MatchRange[] }) {
  const parts = []
  let end = 0
  for (const range of ranges) {
    if (range.start > end) parts.push(<span key={end}>{text.slice(end, range.start)}</span>)
    parts.push(
      <mark key={range.start} className={classes.mark}>
        {text.slice(range.start, range.end)}
      </mark>,
    )
    end = range.end
  }
  return (
    <span>
      {parts}
      {text.slice(end)}
    </span>
  )
}
