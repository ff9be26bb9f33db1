import { useAsk } from '../../app/use-ask.ts'
import { useWords } from '../../words/use-words.ts'
import { PdfPaper } from './pdf-paper.tsx'

interface PdfViewProps {
  invoiceId: string
  /** null: the newest. */
  revision?: number | null
  className?: string | undefined
}

/** An invoice as its customer gets it, with a button to keep the file. */
export function PdfView({ invoiceId, revision = null, className }: PdfViewProps) {
  const words = useWords().email
  const pdf = useAsk('invoices.pdf', { invoiceId, revision })
  return <PdfPaper pdf={pdf} title={words.preview} className={className} />
}
