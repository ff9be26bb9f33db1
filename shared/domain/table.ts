/** How a column is stored: `?` may be null; `number` may have decimals; `boolean` is 0/1 in SQL; `json` is text in SQL. */
export type ColumnType = 'text' | 'text?' | 'integer' | 'integer?' | 'number' | 'boolean' | 'json'

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
  /** What rows have in columns that are younger than they are; a column without an entry has its type's empty value. */
  readonly added: Readonly<Partial<Row>>
  /** Company-wide unique claims this row holds, such as `order.number:10418`. */
  readonly claims: (row: Row) => string[]
}

/** Declares a business table; the types make sure that every field of the row has a column. */
export function defineTable<Row extends RowBase>(
  table: Omit<Table<Row>, 'claims' | 'refs' | 'added'> &
    Partial<Pick<Table<Row>, 'claims' | 'refs' | 'added'>>,
): Table<Row> {
  return { refs: [], added: {} as Partial<Row>, claims: NO_CLAIMS, ...table }
}

const NO_CLAIMS = () => []

/** False when no row of this table can hold a claim. */
export function hasClaims(table: Table): boolean {
  return table.claims !== NO_CLAIMS
}

/** What a row without the column has in it, for each of the table's columns in their order. */
export function absentValues(table: Table): unknown[] {
  return Object.keys(table.columns).map(name => absentValue(table, name))
}

/** The row as this version knows it: columns that are younger than the row get what such rows have. */
export function withAbsent<Row extends RowBase>(table: Table<Row>, row: Row): Row {
  let whole = row
  for (const name in table.columns) {
    if (row[name as keyof Row] !== undefined) continue
    if (whole === row) whole = { ...row }
    whole[name as keyof Row] = absentValue(table as unknown as Table, name) as Row[keyof Row]
  }
  return whole
}

function absentValue({ added, columns }: Table, name: string): unknown {
  if (Object.hasOwn(added, name)) return (added as Record<string, unknown>)[name]
  return EMPTY[(columns as Record<string, ColumnType>)[name]!]
}

const EMPTY: Readonly<Record<ColumnType, unknown>> = {
  text: '',
  'text?': null,
  integer: 0,
  'integer?': null,
  number: 0,
  boolean: false,
  json: null,
}
