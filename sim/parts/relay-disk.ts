import { rmSync, writeFileSync } from 'node:fs'
import Sqlite, { type Database } from 'better-sqlite3'
import type { Store } from '../../cloud-relay/ports.ts'
import { openSqlite } from '../../cloud-relay/store/sqlite.ts'

/** The relay's database as it was at some moment. */
export interface RelayImage {
  bytes: Buffer
  /** The company's head in it. */
  head: number
  takenAt: number
}

/** The database all relay nodes share: one file, which can be copied and put back. */
export class RelayDisk {
  readonly file: string
  store: Store
  #eyes: Database

  constructor(file: string, bytes: Buffer) {
    this.file = file
    writeFileSync(file, bytes)
    this.store = openSqlite(file)
    this.#eyes = new Sqlite(file)
  }

  /** Reads without being part of any process: for the oracle, and for an operator's hand. */
  all<Row>(text: string, ...params: unknown[]): Row[] {
    return this.#eyes.prepare(text).all(...params) as Row[]
  }

  head(): number {
    return this.tip().head
  }

  /** The company's newest revision and its tag. */
  tip(): { head: number; tag: string } {
    return this.all<{ head: number; tag: string }>('SELECT head, tag FROM company')[0]!
  }

  /** Ids of the commands it has decided. */
  commandIds(): Set<string> {
    return new Set(this.all<{ cmd_id: string }>('SELECT cmd_id FROM command_log').map(({ cmd_id }) => cmd_id))
  }

  image(now: number): RelayImage {
    return { bytes: this.#eyes.serialize(), head: this.head(), takenAt: now }
  }

  /** Says that a verified backup holds everything up to here. */
  markDurable(image: RelayImage): void {
    this.#eyes.prepare('UPDATE company SET durable_rev = max(durable_rev, ?)').run(image.head)
  }

  /** Puts an image in the place of what is there. `asRestore`: with a new epoch, as a restore by the book does. */
  async putBack(image: RelayImage, asRestore: boolean): Promise<void> {
    await this.store.close()
    // Without a pause from here on: others may look at any time.
    this.#eyes.close()
    for (const tail of ['-wal', '-shm']) rmSync(`${this.file}${tail}`, { force: true })
    writeFileSync(this.file, image.bytes)
    this.store = openSqlite(this.file)
    this.#eyes = new Sqlite(this.file)
    if (asRestore) this.#eyes.prepare('UPDATE company SET epoch = epoch + 1').run()
  }

  async close(): Promise<void> {
    await this.store.close()
    this.#eyes.close()
  }
}
