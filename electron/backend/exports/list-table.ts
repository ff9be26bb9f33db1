import type { DocumentCompany } from '../../../shared/documents/invoice-document.ts'

/**
 * What a cell holds: minor units (`money`), ten-thousandths (`price`), a whole number, 'YYYY-MM-DD' (`date`), epoch
 * milliseconds (`instant`), or text.
 */
export type CellKind = 'text' | 'money' | 'price' | 'count' | 'date' | 'instant'

/** null and '' are empty cells. */
export type Cell = string | number | null

/** A list on its way to a file, whatever the file is. */
export interface ListTable {
  title: string
  /** The filter in words. */
  about: string
  language: 'en' | 'es'
  currency: string
  timeZone: string
  company: DocumentCompany
  /** Today, in the company's time zone. */
  today: string
  /** The day that the list was asked for; null for what it is now. */
  asOf: string | null
  /** `total` is what the list itself says under the column; null where it says nothing. */
  columns: readonly { header: string; kind: CellKind; total: number | null }[]
  rowCount: number
  /** Every row, some at a time; read once. */
  slices: AsyncIterable<readonly (readonly Cell[])[]>
}

/** How many minor units make one of a currency: 100 for most, 1 where there are none. */
export function minorUnits(currency: string): { unit: number; digits: number } {
  const isCode = /^[A-Z]{3}$/.test(currency)
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency: isCode ? currency : 'USD' })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return { unit: 10 ** digits, digits }
}

/** An instant on the company's clock, `2026-11-25 09:31:00`. */
export function clockReader(timeZone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  return at => format.format(at)
}
