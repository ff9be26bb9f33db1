import { z } from 'zod'
import { JOURNAL_ACCOUNTS, JOURNALS, type JournalAccount } from '../domain/collections/journal-entries.ts'
import type { JournalTotals } from '../domain/collections/journal-totals.ts'
import { businessDate, line, requiredLine } from '../lib/parse.ts'

/** Which entries: a journal, its first and last day, and what currency's. */
const period = {
  journal: z.enum(JOURNALS),
  from: businessDate,
  to: businessDate,
  /** null: the company's own. */
  currency: line(3).nullable().default(null),
  /** Whether credits used on invoices, which move no balance, are entries too. */
  withApplied: z.boolean().default(true),
}

/** `iif`: QuickBooks Desktop. `csv`: the journal entry import of QuickBooks Online. */
export const JOURNAL_FORMATS = ['iif', 'csv'] as const

/** The questions about journals for the bookkeeping, a part of the desk's. Their bytes are asked for as a list's are. */
export const journalAsks = {
  'journals.totals': z.strictObject(period),
  'journals.start': z.strictObject({
    ...period,
    format: z.enum(JOURNAL_FORMATS),
    /** What the bookkeeping calls each account. */
    accounts: z.strictObject(
      Object.fromEntries(JOURNAL_ACCOUNTS.map(account => [account, requiredLine(100)])) as Record<
        JournalAccount,
        ReturnType<typeof requiredLine>
      >,
    ),
    /** The journal's name, for the file's. */
    title: line(40),
    /** Of the words in the entries. */
    language: z.enum(['en', 'es']),
  }),
} as const

/** The control totals of a journal, and the proof that both journals move what customers owe by what it moved. */
export interface JournalFigures extends JournalTotals {
  /** What the other journal moves the receivables by, over the same days. */
  otherReceivableCents: number
  /** What customers owed on the last day, less what they owed before the first. */
  balanceChangeCents: number
  currency: string
  /** Every currency that has entries in these days. */
  currencies: string[]
}

/** What each of {@link journalAsks} answers. */
export interface JournalAnswers {
  'journals.totals': JournalFigures
  'journals.start': { exportId: string; fileName: string; totals: JournalFigures }
}
