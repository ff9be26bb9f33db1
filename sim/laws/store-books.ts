import type { AnyRow, TableName } from '../../shared/domain/tables.ts'
import type { GivenCommand } from '../../shared/testing/memory-ledger.ts'

/** Books on a real store, on which the commands of one company are played from the beginning. */
export interface StoreBooks {
  name: string
  /** Plays accepted commands on empty books; throws when one is refused here. */
  play(commands: readonly GivenCommand[]): Promise<void>
  rowsOf(table: TableName): Promise<AnyRow[]>
  /** What the store's own proof finds wrong. */
  findings(): Promise<string[]>
  close(): Promise<void>
}
