import type { Language } from '../../domain/company/company-row.ts'
import type { documentFormats } from '../document-formats.ts'

/** What a mail says, before it becomes HTML and text. Amounts and dates are written out already. */
export interface Letter {
  language: Language
  company: { name: string; lines: readonly string[]; phone: string; email: string }
  subject: string
  /** Paragraphs; line breaks inside are kept. */
  paragraphs: readonly string[]
  /** A table with a row of heads; null for none. */
  table: LetterTable | null
  /** Facts below the table, the last of them the sum. */
  facts: readonly { name: string; value: string }[]
  pay: { url: string; amount: string; hours: number } | null
  isTest: boolean
  /** Where the reader wants no more of these; null for mails that everyone gets. */
  unsubscribeUrl: string | null
  /** The logo inside the message, as `cid:…`; without one the company's name stands there. */
  logoUrl?: string | null
}

export interface LetterTable {
  heads: readonly string[]
  rows: readonly (readonly string[])[]
  /** How many of the last columns are amounts; two, unless it says otherwise. */
  amounts?: number
  /** For each row a second line under its first cell; empty texts for none. */
  notes?: readonly string[]
  totals?: readonly string[] | null
}

/** How amounts and dates are written in a letter. */
export type Formats = ReturnType<typeof documentFormats>
/** What a kind of mail says, before it has its head and its button. */
export type Words = Pick<Letter, 'subject' | 'paragraphs' | 'table' | 'facts'>
