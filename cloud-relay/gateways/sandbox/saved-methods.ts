import type { Database } from 'better-sqlite3'
import type { AttemptRow, TokenizedMethod } from './attempt-row.ts'

/** Holders, and the methods that payers had saved for them. */
export function createSavedMethods(db: Database, newId: (prefix: string) => string) {
  return {
    openHolder(accountId: string, reference: string): { id: string } {
      const id = newId('holder')
      db.prepare('INSERT INTO holder (id, account_id, reference) VALUES (?, ?, ?)').run(
        id,
        accountId,
        reference,
      )
      return { id }
    },

    isHolder(accountId: string, holderId: string): boolean {
      return (
        db.prepare('SELECT 1 FROM holder WHERE id = ? AND account_id = ?').get(holderId, accountId) !==
        undefined
      )
    },

    keep(
      holderId: string,
      method: Pick<AttemptRow, 'kind' | 'brand' | 'last4' | 'outcome' | 'expires'>,
    ): string {
      const id = newId('saved')
      db.prepare(
        `INSERT INTO saved_method (id, holder_id, kind, brand, last4, outcome, expires)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ).run(id, holderId, method.kind, method.brand, method.last4, method.outcome, method.expires)
      return id
    },

    /** The method, if this holder has it still. */
    find(accountId: string, holderId: string, id: string): TokenizedMethod | undefined {
      return db
        .prepare<[string, string, string], TokenizedMethod>(
          `SELECT m.kind, m.brand, m.last4, m.outcome, m.expires FROM saved_method m JOIN holder h ON h.id = m.holder_id
           WHERE m.id = ? AND h.id = ? AND h.account_id = ? AND m.is_gone = 0`,
        )
        .get(id, holderId, accountId)
    },

    forget(accountId: string, id: string): void {
      db.prepare(
        `UPDATE saved_method SET is_gone = 1
         WHERE id = ? AND holder_id IN (SELECT id FROM holder WHERE account_id = ?)`,
      ).run(id, accountId)
    },
  }
}
