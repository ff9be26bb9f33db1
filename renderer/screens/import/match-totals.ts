import type { CheckedFile, ControlTotals } from '../../../shared/protocol/import-asks.ts'
import { parseCents } from '../../parts/format-money.ts'

/** One control total of a file. */
export interface Figure {
  /** `count`, `sum`, or a bucket's place. */
  key: string
  value: number
  isMoney: boolean
  /** Of an aging bucket: how it is headed. */
  bucket: string | null
  /** What becomes of it: together `value`. */
  parts: Record<Part, number>
}

/** What becomes of a row of a file. */
export type Part = keyof CheckedFile['parts']

/** The figures that must match before a file comes in: rows, sum, and each bucket of the aging, all as the file has them. */
export function figuresOf({ totals, parts, bucketLabels }: CheckedFile): Figure[] {
  const figure = (
    key: string,
    isMoney: boolean,
    bucket: string | null,
    of: (one: ControlTotals) => number,
  ) => ({
    key,
    value: of(totals),
    isMoney,
    bucket,
    parts: { here: of(parts.here), leftOut: of(parts.leftOut), comesIn: of(parts.comesIn) },
  })
  const hasMoney = [totals, ...Object.values(parts)].some(one => one.totalCents !== 0)
  return [
    figure('count', false, null, one => one.count),
    ...(hasMoney ? [figure('sum', true, null, one => one.totalCents)] : []),
    ...bucketLabels.map((label, at) => figure(`bucket-${at}`, true, label, one => one.bucketCents[at] ?? 0)),
  ]
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
