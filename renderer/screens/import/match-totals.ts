import type { CheckedFile } from '../../../shared/protocol/import-asks.ts'
import { parseCents } from '../../parts/format-money.ts'

/** One control total of a file. */
export interface Figure {
  /** `count`, `sum`, or a bucket's place. */
  key: string
  value: number
  isMoney: boolean
  /** Of an aging bucket: how it is headed. */
  bucket: string | null
}

/** The figures that must match before a file comes in: rows, sum, and each bucket of the aging. */
export function figuresOf({ totals, bucketLabels }: CheckedFile): Figure[] {
  const figures: Figure[] = [{ key: 'count', value: totals.count, isMoney: false, bucket: null }]
  if (totals.totalCents > 0)
    figures.push({ key: 'sum', value: totals.totalCents, isMoney: true, bucket: null })
  for (const [at, bucket] of bucketLabels.entries())
    figures.push({ key: `bucket-${at}`, value: totals.bucketCents[at] ?? 0, isMoney: true, bucket })
  return figures
}

/** How a figure stands: typed or ticked right, typed otherwise, or not looked at. What is typed counts before the tick. */
export function standOf(figure: Figure, typed = '', ticked = false): 'matched' | 'differs' | 'open' {
  if (typed.trim() === '') return ticked ? 'matched' : 'open'
  const value = figure.isMoney ? parseCents(typed) : Number(typed.replace(/[,.\s]/g, ''))
  return value === figure.value ? 'matched' : 'differs'
}

/** Whether every figure of a file was matched. */
export function isMatched(
  checked: CheckedFile,
  typed: Readonly<Record<string, string>>,
  ticked: Readonly<Record<string, boolean>>,
): boolean {
  return figuresOf(checked).every(
    figure => standOf(figure, typed[figure.key], ticked[figure.key]) === 'matched',
  )
}
