import type { StatementKind } from '../../../shared/domain/mail/mail-row.ts'
import { ask } from '../../app/ask.ts'
import { pdfBytes } from '../../parts/print-pdf.ts'
import { createRun, type RunSubject } from '../../parts/run/create-run.ts'
import type { TextsByLanguage } from '../sending/mail-texts.tsx'

export type RunWay = 'folder' | 'print' | 'mail'

/** How the customers of a run were chosen: ticked one by one, or all that the list shows. */
export type RunFrom = 'selection' | 'list'

export interface StatementCustomer {
  customerId: string
  name: string
}

/** What a run makes of each customer's statement. */
export interface RunOrder {
  way: RunWay
  kind: StatementKind
  asOf: string
  folder: string
  withLink: boolean
  /** Of a mail run: the words for each language; null for the company's. */
  texts: TextsByLanguage | null
}

/** Where one customer's statement went: a file's name, or addresses. */
export interface MadeStatement {
  fileName: string
  recipients: readonly string[]
  /** Addresses on file that it did not go to: they take no mails any more. */
  blocked: readonly string[]
  withLink: boolean
  /** Of a print run. */
  pdf: Uint8Array<ArrayBuffer> | null
}

/** The run of statements of this window. */
export const statementRun = createRun<RunOrder, RunSubject, MadeStatement>(
  async ({ way, kind, asOf, folder, withLink, texts }, { id: customerId }, commandId) => {
    const one = { customerId, asOf, kind }
    const made = { fileName: '', recipients: [], blocked: [], withLink: false, pdf: null }
    if (way === 'folder') return { ...made, ...(await ask('statement.save', { ...one, folder })) }
    if (way === 'mail')
      return { ...made, ...(await ask('statement.send', { ...one, commandId, withLink, texts })) }
    const { fileName, base64 } = await ask('statement.pdf', one)
    return { ...made, fileName, pdf: pdfBytes(base64) }
  },
)
