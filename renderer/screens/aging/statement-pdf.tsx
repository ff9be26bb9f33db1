import type { StatementKind } from '../../../shared/domain/mail/mail-row.ts'
import { useAsk } from '../../app/use-ask.ts'
import { useWords } from '../../words/use-words.ts'
import { PdfPaper } from '../email-dialog/pdf-paper.tsx'

/** A statement as its customer gets it. */
export function StatementPdf(one: { customerId: string; asOf: string; kind: StatementKind }) {
  const w = useWords().email
  const pdf = useAsk('statement.pdf', one)
  return <PdfPaper pdf={pdf} title={w.preview} />
}
