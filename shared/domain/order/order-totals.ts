import { MAX_CENTS } from '../../lib/parse.ts'
import type { BoxType } from '../company/company-row.ts'
import { extendCents, percentCents, sumCents } from '../money.ts'
import { type Refusal, refuse } from '../rejections.ts'
import type { OrderCharge, OrderLineRow, OrderRow, SoldAs } from './order-row.ts'

/** The figures of a line that its total follows from. */
export type LineFigures = Pick<
  OrderLineRow,
  'soldAs' | 'boxType' | 'boxes' | 'bunchesPerBox' | 'stemsPerBunch' | 'quantity' | 'priceE4'
>

/**
 * How many priced units a line holds.
 *
 * | sold as | units |
 * |---|---|
 * | box, by stem | boxes × bunches/box × stems/bunch |
 * | box, by bunch | boxes × bunches/box |
 * | unit, by bunch | bunches |
 * | unit, by stem | stems: a multiple of stems/bunch |
 * | hard good | pieces |
 */
export function lineUnits(line: LineFigures): number {
  if (line.soldAs === 'box-stem') return line.boxes * line.bunchesPerBox * line.stemsPerBunch
  if (line.soldAs === 'box-bunch') return line.boxes * line.bunchesPerBox
  return line.quantity
}

/** A line's total: units × price, rounded half up to cents once. */
export function lineTotalCents(line: LineFigures): number {
  return extendCents(lineUnits(line), line.priceE4)
}

/** True for lines that go out in boxes of their own. */
export function isBoxLine(soldAs: SoldAs): boolean {
  return soldAs === 'box-stem' || soldAs === 'box-bunch'
}

/** The first figure of a line that can't stand, or null. `field` is the line's. */
export function checkLine(line: LineFigures): Refusal | null {
  if (isBoxLine(line.soldAs)) {
    if (line.boxes < 1) return refuse('quantity-required', {}, 'boxes')
    if (line.bunchesPerBox < 1) return refuse('quantity-required', {}, 'bunchesPerBox')
    if (line.soldAs === 'box-stem' && line.stemsPerBunch < 1)
      return refuse('quantity-required', {}, 'stemsPerBunch')
    if (line.boxType === '') return refuse('box-type-required', {}, 'boxType')
  } else {
    if (line.quantity < 1) return refuse('quantity-required', {}, 'quantity')
    if (line.soldAs === 'unit-stem') {
      if (line.stemsPerBunch < 1) return refuse('quantity-required', {}, 'stemsPerBunch')
      if (line.quantity % line.stemsPerBunch !== 0) {
        const figures = { quantity: line.quantity, stemsPerBunch: line.stemsPerBunch }
        return refuse('stems-not-whole-bunches', figures, 'quantity')
      }
    }
  }
  if (lineTotalCents(line) > MAX_CENTS) return refuse('amount-too-large', { maxCents: MAX_CENTS }, 'priceE4')
  return null
}

/** Σ boxes × rate of the box type. A box type without a rate costs nothing. */
export function fuelSurchargeCents(lines: readonly LineFigures[], boxTypes: readonly BoxType[]): number {
  const rates = new Map(boxTypes.map(type => [type.code, type.fuelCents]))
  return sumCents(
    lines.map(line => (isBoxLine(line.soldAs) ? line.boxes * (rates.get(line.boxType) ?? 0) : 0)),
  )
}

/** The order's cached figures. */
export type OrderTotals = Pick<
  OrderRow,
  'boxes' | 'linesCents' | 'chargesCents' | 'taxCents' | 'totalCents' | 'charges'
>

/**
 * Order total = Σ lines + Σ additional charges + tax. Lines are rounded, sums are not rounded again; the tax is one
 * figure on the sum of the taxable lines; charges together never fall below zero.
 */
export function orderTotals(
  lines: readonly OrderLineRow[],
  charges: readonly OrderCharge[],
  taxBps: number,
  boxTypes: readonly BoxType[],
): OrderTotals {
  const linesCents = sumCents(lines.map(line => line.totalCents))
  const priced = charges.map(charge => ({
    ...charge,
    amountCents: chargeCents(charge, linesCents, lines, boxTypes),
  }))
  const chargesCents = Math.max(0, sumCents(priced.map(charge => charge.amountCents)))
  const taxCents = percentCents(
    sumCents(lines.filter(line => line.taxable).map(line => line.totalCents)),
    taxBps,
  )
  return {
    boxes: countBoxes(lines),
    linesCents,
    charges: priced,
    chargesCents,
    taxCents,
    totalCents: linesCents + chargesCents + taxCents,
  }
}

function countBoxes(lines: readonly LineFigures[]): number {
  let boxes = 0
  for (const line of lines) if (isBoxLine(line.soldAs)) boxes += line.boxes
  return boxes
}

function chargeCents(
  charge: OrderCharge,
  linesCents: number,
  lines: readonly OrderLineRow[],
  boxTypes: readonly BoxType[],
): number {
  if (charge.frozen || charge.kind === 'fixed') return charge.amountCents
  if (charge.kind === 'percent') return percentCents(linesCents, charge.rateBps)
  return fuelSurchargeCents(lines, boxTypes)
}
