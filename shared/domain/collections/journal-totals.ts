import { JOURNAL_ACCOUNTS, type JournalAccount, type JournalEntry } from './journal-entries.ts'
import { type EntryKind, rankOf } from './ledger-entries.ts'

/** What entries of a journal come to, to be compared before and after they go anywhere. */
export interface JournalTotals {
  count: number
  lineCount: number
  /** Σ debits, which is Σ credits. */
  debitsCents: number
  creditsCents: number
  /** Of each account that has any. */
  accounts: { account: JournalAccount; debitsCents: number; creditsCents: number }[]
  /** How many there are of each kind, and what they move the receivables by. */
  kinds: { kind: EntryKind; count: number; receivableCents: number }[]
  /** What they move the receivables by in all. */
  receivableCents: number
}

/** The control totals of entries of one journal. */
export function journalTotals(entries: readonly JournalEntry[]): JournalTotals {
  const tally = journalTally()
  for (const entry of entries) tally.add(entry)
  return tally.totals()
}

/** Control totals that grow entry by entry, in any order: of a journal that is too long to be held. */
export function journalTally(): { add(entry: JournalEntry): void; totals(): JournalTotals } {
  const accounts = new Map(
    JOURNAL_ACCOUNTS.map(account => [account, { account, debitsCents: 0, creditsCents: 0 }]),
  )
  const kinds = new Map<EntryKind, JournalTotals['kinds'][number]>()
  const totals = { count: 0, lineCount: 0, debitsCents: 0, creditsCents: 0, receivableCents: 0 }
  function add({ kind, lines }: JournalEntry): void {
    totals.count++
    const ofKind = kinds.get(kind) ?? { kind, count: 0, receivableCents: 0 }
    kinds.set(kind, ofKind)
    ofKind.count++
    totals.lineCount += lines.length
    for (const { account, amountCents } of lines) {
      const ofAccount = accounts.get(account)!
      if (amountCents > 0) {
        ofAccount.debitsCents += amountCents
        totals.debitsCents += amountCents
      } else {
        ofAccount.creditsCents -= amountCents
        totals.creditsCents -= amountCents
      }
      if (account !== 'receivable') continue
      ofKind.receivableCents += amountCents
      totals.receivableCents += amountCents
    }
  }
  return {
    add,
    totals: () => ({
      ...totals,
      accounts: [...accounts.values()].filter(
        ({ debitsCents, creditsCents }) => debitsCents !== 0 || creditsCents !== 0,
      ),
      kinds: [...kinds.values()].sort((a, b) => rankOf(a.kind) - rankOf(b.kind)),
    }),
  }
}
