import type { CommandContext, ReadSoFar, Write } from '../command.ts'
import type { Refusal } from '../rejections.ts'
import type { Read, View } from '../view.ts'

/** Where a row's own records get their ids: the n-th of the row, below four. */
export type RowIds = (n: number) => string

/** How a row of one kind comes in. */
export interface RowAdder<Row> {
  /** What makes it the same as one that is here: only one row may hold it. */
  claim(row: Row): string
  reads(row: Row, view: ReadSoFar): Read[]
  /** The customer whose balance it moves, as the row names it; null for none. */
  customerId(row: Row): string | null
  /** Whether the row that holds the claim is this one, and not another's of the same number. */
  isSame(row: Row, holderId: string, view: View): boolean
  /** The records it makes, and the id by which it is undone. Refusals name the row's field. */
  add(
    row: Row,
    ids: RowIds,
    view: View,
    context: CommandContext,
  ): { addedId: string; writes: Write[] } | Refusal
}
