import { JOURNAL_ACCOUNTS, type JournalAccount, type JournalEntry } from './journal-entries.ts'
import type { EntryKind } from './ledger-entries.ts'

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
  const accounts = new Map(
    JOURNAL_ACCOUNTS.map(account => [account, { account, debitsCents: 0, creditsCents: 0 }]),
  )
  const kinds = new Map<EntryKind, JournalTotals['kinds'][number]>()
  const totals = { count: entries.length, lineCount: 0, debitsCents: 0, creditsCents: 0, receivableCents: 0 }
  for (const { kind, lines } of entries) {
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
    ...totals,
    accounts: [...accounts.values()].filter(
      ({ debitsCents, creditsCents }) => debitsCents !== 0 || creditsCents !== 0,
    ),
    kinds: [...kinds.values()],
  }
}
