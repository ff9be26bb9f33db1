import { hash } from 'node:crypto'
import type { Clock, Random } from '../../shared/lib/ids.ts'
import type { Sql } from '../ports.ts'
import { createSigner } from './signer.ts'

/** What a form's nonce is good for: another form's does not open this one. */
export type NoncePurpose = 'open' | 'pay' | 'renew' | 'ask' | 'receipt' | 'unsubscribe' | 'forget'

export type NonceVerdict = 'good' | 'forged' | 'too-fast' | 'too-old' | 'used'

/** Proves that a form came from a page of ours, a human while ago, and for the first time. */
export interface Nonces {
  /** A nonce for a page about to be sent. `subject` is what the form is about, such as a link's token hash. */
  make(purpose: NoncePurpose, subject: string): string
  /** Judges a nonce that came back, without using it up. */
  judge(nonce: string, purpose: NoncePurpose, subject: string): Exclude<NonceVerdict, 'used'>
  /** Uses it up, in this transaction; false when it was used before. */
  spend(sql: Sql, companyId: string, nonce: string): Promise<boolean>
  /** What it was used up for with {@link spendOn}: nothing, these words, or other ones. */
  spentOn(sql: Sql, companyId: string, nonce: string, words: string): Promise<'nothing' | 'these' | 'others'>
  /** Uses it up for these words, in the transaction that does what they ask: a form that was refused can be sent again. */
  spendOn(sql: Sql, companyId: string, nonce: string, words: string): Promise<void>
}

const MIN_AGE_MS = 1000
const MAX_AGE_MS = 30 * 60_000
const SHAPE = /^([0-9a-z]{8,9})\.([A-Za-z0-9_-]{12})\.([A-Za-z0-9_-]{22})$/

/** Nonces signed with the relay's secret; only used ones are stored, and those for as long as they could come again. */
export function createNonces(ports: { clock: Clock; random: Random; secret: Uint8Array }): Nonces {
  const signer = createSigner(ports.secret, 'nonce')
  const signed = (purpose: string, subject: string, time: string, salt: string) =>
    `${purpose} ${subject} ${time} ${salt}`

  const withWords = (nonce: string, words: string) => `${nonce} ${hash('sha256', words, 'base64url')}`

  const nonces: Nonces = {
    make(purpose, subject) {
      const time = ports.clock.now().toString(36)
      const salt = Buffer.from(ports.random.bytes(9)).toString('base64url')
      return `${time}.${salt}.${signer.sign(signed(purpose, subject, time, salt))}`
    },

    judge(nonce, purpose, subject) {
      const [, time, salt, signature] = SHAPE.exec(nonce) ?? []
      if (time === undefined || salt === undefined || signature === undefined) return 'forged'
      if (!signer.fits(signed(purpose, subject, time, salt), signature)) return 'forged'
      const ageMs = ports.clock.now() - Number.parseInt(time, 36)
      if (ageMs < MIN_AGE_MS) return 'too-fast'
      return ageMs > MAX_AGE_MS ? 'too-old' : 'good'
    },

    async spend(sql, companyId, nonce) {
      const now = ports.clock.now()
      await sql.run('DELETE FROM pay_nonce WHERE company_id = $1 AND used_at < $2', [
        companyId,
        now - MAX_AGE_MS - MIN_AGE_MS,
      ])
      const inserted = await sql.run(
        `INSERT INTO pay_nonce (company_id, nonce, used_at) VALUES ($1, $2, $3)
         ON CONFLICT (company_id, nonce) DO NOTHING`,
        [companyId, nonce, now],
      )
      return inserted === 1
    },

    async spentOn(sql, companyId, nonce, words) {
      const used = await sql.all<{ nonce: string }>(
        'SELECT nonce FROM pay_nonce WHERE company_id = $1 AND nonce IN ($2, $3)',
        [companyId, nonce, withWords(nonce, words)],
      )
      if (used.length === 0) return 'nothing'
      return used.length === 2 ? 'these' : 'others'
    },

    async spendOn(sql, companyId, nonce, words) {
      await nonces.spend(sql, companyId, nonce)
      await nonces.spend(sql, companyId, withWords(nonce, words))
    },
  }
  return nonces
}
