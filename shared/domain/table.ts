/** How a column is stored: `?` may be null; `boolean` is 0/1 in SQL; `json` is text in SQL. */
export type ColumnType = 'text' | 'text?' | 'integer' | 'integer?' | 'boolean' | 'json'

/** What every business row has. Rows are plain values; revision and deletion belong to the stores. */
export interface RowBase {
  id: string
}

/** A business table: its columns, the columns rows are looked up by, and the names only one row may hold. */
export interface Table<Row extends RowBase = RowBase> {
  readonly name: string
  readonly columns: { readonly [K in keyof Omit<Row, 'id'>]-?: ColumnType }
  /** Columns by which a decision may ask for rows; both stores keep an index for each. */
  readonly refs: readonly (keyof Row & string)[]
  /** Company-wide unique claims this row holds, such as `order.number:10418`. */
  readonly claims: (row: Row) => string[]
}

/** Declares a business table; the types make sure that every field of the row has a column. */
export function defineTable<Row extends RowBase>(
  table: Omit<Table<Row>, 'claims' | 'refs'> & Partial<Pick<Table<Row>, 'claims' | 'refs'>>,
): Table<Row> {
  return { refs: [], claims: NO_CLAIMS, ...table }
}

const NO_CLAIMS = () => []

/** False when no row of this table can hold a claim. */
export function hasClaims(table: Table): boolean {
  return table.claims !== NO_CLAIMS
}
