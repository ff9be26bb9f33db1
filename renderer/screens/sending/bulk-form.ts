import type { Language } from '../../../shared/domain/company/company-row.ts'
import { MAX_RECIPIENTS } from '../email-dialog/mail-form.ts'
import { invalidAddresses, splitAddresses, withAddresses } from '../email-dialog/split-addresses.ts'

/** One mail of many: a customer's links, or an order's invoice. */
export interface BulkRow {
  id: string
  name: string
  /** What goes out in it: `3 invoices`. */
  about: string
  amount: string
  customerId: string
  language: Language
  /** The addresses on file. */
  recipients: readonly string[]
  /** Why it can't go, whatever the addresses; null when it can. */
  barred: string | null
  /** What of it is left out, and why. */
  left: readonly { id: string; text: string }[]
  /** What one should know before it goes: said, nothing more. */
  hints: readonly string[]
}

/** What stands in a dialog that sends many. */
export interface BulkForm {
  texts: Record<Language, { subject: string; message: string }>
  ccMe: boolean
  link: boolean
  /** Addresses as edited, by row; and what is typed and not an address yet. */
  addresses: Readonly<Record<string, string[]>>
  typed: Readonly<Record<string, string>>
  /** The rows whose addresses are to be saved to their customers. */
  remember: Readonly<Record<string, boolean>>
}

/** One row as it is sent. */
export interface ReadyMail {
  row: BulkRow
  recipients: string[]
  subject: string
  message: string
  /** The customer's new addresses, where they are to be saved. */
  remember: string[] | null
}

export type RowProblem =
  | { problem: 'barred'; why: string }
  | { problem: 'no-address' }
  | { problem: 'bad-address'; addresses: string[] }
  | { problem: 'too-many' }

/** How a dialog that sends many starts. `addresses`: those to start with instead of the ones on file. */
export function bulkFormOf(
  texts: BulkForm['texts'],
  link: boolean,
  addresses: BulkForm['addresses'] = {},
): BulkForm {
  return { texts, ccMe: false, link, addresses, typed: {}, remember: {} }
}

/** What of a form is kept when its dialog is closed: its words and its box only where they were changed. */
export function bulkDraftOf(form: BulkForm, started: Pick<BulkForm, 'texts' | 'link'>): Partial<BulkForm> {
  const { texts, link, ...rest } = form
  return {
    ...rest,
    ...(JSON.stringify(texts) !== JSON.stringify(started.texts) && { texts }),
    ...(link !== started.link && { link }),
  }
}

/** A row's addresses as they stand, with what is still typed. */
export function addressesOf(row: BulkRow, form: BulkForm): string[] {
  return withAddresses(enteredAddresses(row, form), splitAddresses(form.typed[row.id] ?? ''))
}

/** Those of them that are entered: as on file, or as edited. */
export function enteredAddresses(row: BulkRow, form: BulkForm): readonly string[] {
  return form.addresses[row.id] ?? row.recipients
}

/** Why a row does not go as it stands; null when it does. */
export function rowProblem(row: BulkRow, form: BulkForm): RowProblem | null {
  if (row.barred !== null) return { problem: 'barred', why: row.barred }
  const addresses = addressesOf(row, form)
  if (addresses.length === 0) return { problem: 'no-address' }
  const invalid = invalidAddresses(addresses)
  if (invalid.length > 0) return { problem: 'bad-address', addresses: invalid }
  return addresses.length + (form.ccMe ? 1 : 0) > MAX_RECIPIENTS ? { problem: 'too-many' } : null
}

/** The mails that go: each to its addresses and, if wanted, the sender, in the customer's language. */
export function readyMails(rows: readonly BulkRow[], form: BulkForm, ccMe: string): ReadyMail[] {
  return rows
    .filter(row => rowProblem(row, form) === null)
    .map(row => {
      const addresses = addressesOf(row, form)
      return {
        row,
        recipients: form.ccMe && ccMe !== '' ? withAddresses(addresses, [ccMe]) : addresses,
        ...form.texts[row.language],
        remember: form.remember[row.id] ? addresses : null,
      }
    })
}

/** The languages that the rows that can go are written in. */
export function languagesOf(rows: readonly BulkRow[]): Language[] {
  return (['en', 'es'] as const).filter(language =>
    rows.some(row => row.barred === null && row.language === language),
  )
}
