import Sqlite from 'better-sqlite3'
import { documentFileName } from '../../../shared/documents/document-file-name.ts'
import { grantFor } from '../../../shared/domain/permissions.ts'
import { refuse } from '../../../shared/domain/rejections.ts'
import type { JournalAnswers } from '../../../shared/protocol/journal-asks.ts'
import type { Backend } from '../backend.ts'
import { AskRefusal, type Handlers } from '../serve/answer-question.ts'
import { onConnection, statementCache } from '../store/queries/query-context.ts'
import { openRowStore } from '../store/row-store.ts'
import type { ExportJobs } from './export-jobs.ts'
import { gatherJournal } from './gather-journal.ts'
import { type CustomersEntry, openJournalSpool } from './journal-spool.ts'
import { writeIif } from './write-iif.ts'
import { writeJournalCsv } from './write-journal-csv.ts'

/** Journals for the bookkeeping, each read from one moment of the profile. A period that is over comes to the same bytes. */
export function journalExports(
  backend: Pick<Backend, 'profile' | 'user' | 'context'>,
  jobs: ExportJobs,
): Pick<Handlers, keyof JournalAnswers> {
  /** `put` takes the entries for a file; null: control totals alone. */
  async function gathered(
    input: Parameters<typeof gatherJournal>[1],
    put: ((entry: CustomersEntry) => void) | null,
  ) {
    const right = 'receivables.view'
    if (grantFor(backend.user(), right) === null) throw new AskRefusal(refuse('not-allowed', { right }))
    if (input.to < input.from)
      throw new AskRefusal(refuse('invalid', { field: 'to', reason: 'before from' }, 'to'))
    const db = new Sqlite(backend.profile.reader.name, { readonly: true })
    try {
      db.exec('BEGIN')
      const q = onConnection(backend.context(right), statementCache(db), openRowStore(db))
      // The books take a journal for the whole of it.
      if (put !== null && q.ownerId !== null) throw new AskRefusal(refuse('not-allowed', { right }))
      return { company: q.company, figures: await gatherJournal(q, input, breathe, put ?? (() => undefined)) }
    } finally {
      db.close()
    }
  }

  return {
    'journals.totals': async input => (await gathered(input, null)).figures,
    async 'journals.start'({ format, accounts, title, language, ...input }) {
      const spool = openJournalSpool()
      const { company, figures } = await gathered(input, spool.add).catch((error: unknown) => {
        spool.close()
        throw error
      })
      const write = format === 'iif' ? writeIif : writeJournalCsv
      const exportId = jobs.start(
        figures.count,
        wrote => write({ spool, accounts, language, currency: figures.currency }, wrote),
        spool.close,
      )
      const named = documentFileName(company.name, title, `${input.from} ${input.to}`)
      return { exportId, fileName: named.replace(/\.pdf$/, `.${format}`), totals: figures }
    },
  }
}

/** Lets the questions that came meanwhile be answered. */
function breathe(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}
