import type { AnyRow, TableName } from '../../shared/domain/tables.ts'
import type { Read } from '../../shared/domain/view.ts'
import type { CompanyRows, Holder, KnownRows } from './company-rows.ts'

/** Rows for a trial: what was not read counts as absent, and is written down to be read afterwards. */
export class TrialRows implements KnownRows {
  readonly #rows: CompanyRows
  /** What the trial would have read. */
  readonly missed: Read[] = []

  constructor(rows: CompanyRows) {
    this.#rows = rows
  }

  async load(reads: readonly Read[]): Promise<void> {
    for (const read of reads) if (!this.#rows.has(read)) this.missed.push(read)
  }

  knows(table: TableName, id: string): boolean {
    return this.#rows.knows(table, id)
  }

  row(table: TableName, id: string): AnyRow | null {
    return this.knows(table, id) ? this.#rows.row(table, id) : null
  }

  list(table: TableName, ref: string, value: string): string[] {
    return this.#rows.has({ kind: 'rows', table, ref, value }) ? this.#rows.list(table, ref, value) : []
  }

  holder(claim: string): Holder | null {
    return this.#rows.holder(claim) ?? null
  }
}
