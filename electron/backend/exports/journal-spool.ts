import Sqlite from 'better-sqlite3'
import type { JournalEntry } from '../../../shared/domain/collections/journal-entries.ts'
import { rankOf } from '../../../shared/domain/collections/ledger-entries.ts'

/** An entry with whose it is, by the name they had then. */
export interface CustomersEntry extends JournalEntry {
  customerName: string
  customerCode: string
}

/** A journal's entries on their way to a file: put down in any order, read in that of the journal, however many they are. */
export type JournalSpool = ReturnType<typeof openJournalSpool>

const SLICE = 500

/** A spool in a temporary file of SQLite's own, which goes when it is closed. */
export function openJournalSpool() {
  // Without a name SQLite keeps it in a temporary file that nobody else sees, and little of it in memory.
  const db = new Sqlite('')
  db.exec(`PRAGMA journal_mode = OFF; PRAGMA cache_size = -16000; PRAGMA temp_store = FILE;
    CREATE TABLE entries (onDay TEXT, rank INTEGER, number TEXT, entryNumber TEXT, entry TEXT) STRICT;
    CREATE TABLE taken (number TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    BEGIN`)
  const insert = db.prepare('INSERT INTO entries VALUES (?, ?, ?, ?, ?)')
  const take = db.prepare('INSERT OR IGNORE INTO taken VALUES (?)')

  /** The number, or where another entry has it with an ending, at most so long. */
  function untaken(wanted: string, numberLength: number): string {
    let number = wanted.slice(0, numberLength)
    for (let nth = 2; take.run(number).changes === 0; nth++) {
      const ending = `.${nth}`
      number = `${wanted.slice(0, numberLength - ending.length)}${ending}`
    }
    return number
  }

  return {
    add(entry: CustomersEntry): void {
      insert.run(entry.on, rankOf(entry.kind), entry.number, entry.entryNumber, JSON.stringify(entry))
    },
    /**
     * The entries some at a time, by date, on one day by what comes first, then by number: the same order wherever they come
     * from. Each has a number that no other of the file has, at most `numberLength` characters. Read once.
     */
    *numbered(numberLength: number): Generator<{ entry: CustomersEntry; entryNumber: string }[]> {
      db.exec(`CREATE TABLE sorted (at INTEGER PRIMARY KEY, entry TEXT) STRICT;
        INSERT INTO sorted (entry)
          SELECT entry FROM entries ORDER BY onDay, rank, length(number), number, entryNumber, entry;
        DROP TABLE entries`)
      const page = db.prepare('SELECT at, entry FROM sorted WHERE at > ? ORDER BY at LIMIT ?')
      for (let last = 0; ; ) {
        const rows = page.all(last, SLICE) as { at: number; entry: string }[]
        if (rows.length === 0) return
        last = rows.at(-1)!.at
        yield rows.map(row => {
          const entry = JSON.parse(row.entry) as CustomersEntry
          return { entry, entryNumber: untaken(entry.entryNumber, numberLength) }
        })
      }
    },
    close: () => db.close(),
  }
}
