import type { Statement } from 'better-sqlite3'

/** What may be asked of the committed data. */
export interface Asking {
  /** A prepared statement on the reading connection, cached by its text. */
  sql(text: string): Statement
}
