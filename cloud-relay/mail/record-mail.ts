import { hashId } from '../links/hash-id.ts'
import type { CompanyTransaction } from '../ports.ts'

/** What became of a mail so far; `error` is one line for the staff, empty where nothing went wrong. */
export interface MailResult {
  state: 'waiting' | 'sent' | 'probably-sent' | 'undelivered' | 'canceled'
  attempts: number
  error: string
  tokenLast4: string
}

/** Tells the staff what became of a mail. The same result told twice is one command. `at` in epoch ms. */
export async function recordMail(
  tx: CompanyTransaction,
  mailId: string,
  result: MailResult,
  at: number,
): Promise<void> {
  const { attempts, state, error } = result
  await tx.run({
    id: hashId(tx.companyId, 'mail.record', mailId, String(attempts), state, error),
    name: 'mail.record',
    payload: { mailId, at, ...result },
    actor: { kind: 'relay' },
    at,
  })
}
