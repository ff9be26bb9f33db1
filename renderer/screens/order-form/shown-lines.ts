import type { OrderLineRow } from '../../../shared/domain/order/order-row.ts'
import { isBoxLine, lineTotalCents } from '../../../shared/domain/order/order-totals.ts'
import type { OrderView } from '../../../shared/protocol/document-views.ts'
import { readText } from './field-text.ts'
import { fieldOf, type OrderDraft, type Trouble } from './order-draft.ts'

/** A line as the form shows it. */
export interface ShownLine {
  /** As saved, or as it was sent to be. */
  saved: OrderLineRow
  /** With what is typed laid over it, its total made anew: `saved` itself when nothing is typed. */
  shown: OrderLineRow
  /** True until the backend has accepted the line. */
  pending: boolean
  /** Why the line was not accepted. */
  trouble: Trouble | null
}

/** The lines of an order by position: saved ones and those on their way, with what is typed laid over. */
export function shownLines(
  view: OrderView | null,
  { pendingLines, edits }: Pick<OrderDraft, 'pendingLines' | 'edits'>,
): ShownLine[] {
  const typed = typedByLine(edits)
  const saved = view?.lines ?? []
  const known = new Set(saved.map(line => line.id))
  const all: ShownLine[] = saved.map(line => ({
    saved: line,
    shown: laidOver(line, typed.get(line.id)),
    pending: false,
    trouble: null,
  }))
  for (const { line, trouble } of pendingLines) {
    if (known.has(line.id)) continue
    all.push({ saved: line, shown: laidOver(line, typed.get(line.id)), pending: true, trouble })
  }
  return all.sort((a, b) => a.saved.position - b.saved.position || (a.saved.id < b.saved.id ? -1 : 1))
}

type Typed = Partial<Record<string, string | number | null>>

function typedByLine(edits: OrderDraft['edits']): Map<string, Typed> {
  const typed = new Map<string, Typed>()
  for (const [key, edit] of Object.entries(edits)) {
    const { of, id, field } = fieldOf(key)
    if (of !== 'line') continue
    const read = readText(field, edit.text)
    if ('value' in read) typed.set(id, { ...typed.get(id), [field]: read.value })
  }
  return typed
}

function laidOver(line: OrderLineRow, typed: Typed | undefined): OrderLineRow {
  if (!typed) return line
  const shown = { ...line, ...typed } as OrderLineRow
  return { ...shown, totalCents: lineTotalCents(shown) }
}

/** The lines that go out in boxes, those by the unit, and the hard goods: each with how many and how much. */
export function lineSections(lines: readonly ShownLine[]) {
  const boxes = lines.filter(line => isBoxLine(line.saved.soldAs))
  const hardGoods = lines.filter(line => line.saved.soldAs === 'hard-good')
  const units = lines.filter(line => !isBoxLine(line.saved.soldAs) && line.saved.soldAs !== 'hard-good')
  return {
    boxes: { lines: boxes, count: sum(boxes, line => line.boxes), totalCents: sum(boxes, total) },
    units: { lines: units, count: sum(units, line => line.quantity), totalCents: sum(units, total) },
    hardGoods: {
      lines: hardGoods,
      count: sum(hardGoods, line => line.quantity),
      totalCents: sum(hardGoods, total),
    },
  }
}

const total = (line: OrderLineRow) => line.totalCents

function sum(lines: readonly ShownLine[], figure: (line: OrderLineRow) => number): number {
  return lines.reduce((so, line) => so + figure(line.shown), 0)
}

/** The position after the last line. */
export function nextPosition(lines: readonly ShownLine[]): number {
  return Math.max(0, ...lines.map(line => line.saved.position)) + 1
}

/**
 * The position edits that move a line one place up (-1) or down (1) within its section. Two lines that other desktops
 * put at one position are told apart on the way. Empty at the section's end.
 */
export function moveChanges(
  lines: readonly ShownLine[],
  lineId: string,
  step: -1 | 1,
): { lineId: string; from: number; to: number }[] {
  const sections = lineSections(lines)
  const own = [sections.boxes.lines, sections.units.lines, sections.hardGoods.lines].find(section =>
    section.some(line => line.saved.id === lineId),
  )
  const at = own?.findIndex(line => line.saved.id === lineId) ?? -1
  const line = own?.[at]
  const other = own?.[at + step]
  if (!line || !other || line.pending || other.pending) return []
  if (line.saved.position !== other.saved.position) {
    return [
      { lineId, from: line.saved.position, to: other.saved.position },
      { lineId: other.saved.id, from: other.saved.position, to: line.saved.position },
    ]
  }
  const order = lines.filter(candidate => !candidate.pending && candidate !== line)
  order.splice(order.indexOf(other) + (step === 1 ? 1 : 0), 0, line)
  return order.flatMap(({ saved }, place) =>
    saved.position === place + 1 ? [] : [{ lineId: saved.id, from: saved.position, to: place + 1 }],
  )
}
