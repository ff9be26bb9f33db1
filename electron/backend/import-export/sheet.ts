/** A cell that holds no value to read: a formula that was never computed, or one that ended in an error. */
export interface CellFault {
  fault: 'formula' | 'error'
  text: string
}

/** One cell of a file: text as it stands, a number of a spreadsheet, or why there is none. Days are `YYYY-MM-DD`; '' is empty. */
export type Cell = string | number | CellFault

/** One sheet, row by row; row 0 is the file's first. Rows may be of different lengths. */
export interface Sheet {
  name: string
  rows: Cell[][]
}

/** Why a file can't be read as a whole. */
export type FileFaultCode = 'empty' | 'too-large' | 'old-excel' | 'not-a-table' | 'damaged' | 'unclosed-quote'

/** Thrown where a file ends being readable; row and column count from 1, 0 where it is about the whole. */
export class FileFault extends Error {
  override name = 'FileFault'
  readonly code: FileFaultCode
  readonly row: number
  readonly column: number

  constructor(code: FileFaultCode, row = 0, column = 0) {
    super(code)
    this.code = code
    this.row = row
    this.column = column
  }
}

/** Lets other questions be answered between two slices of long work. */
export type Breathe = () => Promise<void>

/** Whether a cell is a fault rather than a value. */
export function isFault(cell: Cell | undefined): cell is CellFault {
  return typeof cell === 'object'
}

/** A cell as a person would read it. */
export function textOf(cell: Cell | undefined): string {
  if (cell === undefined) return ''
  return typeof cell === 'object' ? cell.text : String(cell).trim()
}
