import type { Sql } from '../ports.ts'

/**
 * One try to send a mail. `sending`: nothing was handed over yet. `handing-over`: the end of the message is on its way,
 * so the server may have taken it. `ended`: its result is recorded. `given-up`: another try came after it. `sent`,
 * `probably-sent` and `undelivered`: how the mail ended in a database that was replaced by a backup, which does not know it.
 */
export interface MailAttempt {
  nth: number
  state: 'sending' | 'handing-over' | 'ended' | 'given-up' | 'sent' | 'probably-sent' | 'undelivered'
  tokenLast4: string
  beganAt: number
}

/** The last try of a mail, or null. */
export async function lastAttempt(sql: Sql, companyId: string, mailId: string): Promise<MailAttempt | null> {
  const row = await sql.one<{
    nth: number
    state: MailAttempt['state']
    token_last4: string
    began_at: number
  }>(
    `SELECT nth, state, token_last4, began_at FROM mail_attempt
     WHERE company_id = $1 AND mail_id = $2 ORDER BY nth DESC LIMIT 1`,
    [companyId, mailId],
  )
  return row && { nth: row.nth, state: row.state, tokenLast4: row.token_last4, beganAt: row.began_at }
}

/**
 * When the relay was last put back to a backup without anyone knowing what had been sent since, epoch ms; null when it
 * never was.
 */
export async function lastBlindRestore(sql: Sql, companyId: string): Promise<number | null> {
  const row = await sql.one<{ at: number | null }>(
    'SELECT MAX(restored_at) AS at FROM restoration WHERE company_id = $1 AND is_blind = 1',
    [companyId],
  )
  return row?.at ?? null
}

/** Begins a try; an earlier one that was not past `sending` can't hand over any more. */
export async function beginAttempt(
  sql: Sql,
  companyId: string,
  mailId: string,
  attempt: { nth: number; tokenLast4: string; at: number },
): Promise<void> {
  await sql.run(
    "UPDATE mail_attempt SET state = 'given-up' WHERE company_id = $1 AND mail_id = $2 AND state = 'sending'",
    [companyId, mailId],
  )
  await sql.run(
    `INSERT INTO mail_attempt (company_id, mail_id, nth, state, token_last4, began_at, ended_at, answer)
     VALUES ($1, $2, $3, 'sending', $4, $5, NULL, '')`,
    [companyId, mailId, attempt.nth, attempt.tokenLast4, attempt.at],
  )
}

/** Marks that the server may take the message from now on. False when this try was given up: it must not be sent. */
export async function markHandingOver(
  sql: Sql,
  companyId: string,
  mailId: string,
  nth: number,
): Promise<boolean> {
  const changed = await sql.run(
    `UPDATE mail_attempt SET state = 'handing-over'
      WHERE company_id = $1 AND mail_id = $2 AND nth = $3 AND state = 'sending'`,
    [companyId, mailId, nth],
  )
  return changed === 1
}

/** Writes down how a try ended. */
export async function endAttempt(
  sql: Sql,
  companyId: string,
  mailId: string,
  end: { nth: number; at: number; answer: string },
): Promise<void> {
  await sql.run(
    `UPDATE mail_attempt SET state = 'ended', ended_at = $4, answer = $5
      WHERE company_id = $1 AND mail_id = $2 AND nth = $3`,
    [companyId, mailId, end.nth, end.at, end.answer],
  )
}
