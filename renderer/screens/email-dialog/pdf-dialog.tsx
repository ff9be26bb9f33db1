import { Modal } from '@mantine/core'
import { useWords } from '../../words/use-words.ts'
import classes from './email-dialog.module.css'
import { PdfView } from './pdf-view.tsx'

interface PdfDialogProps {
  invoiceId: string
  /** null: the newest. */
  revision?: number | null
  opened: boolean
  onClose(): void
}

/** An invoice's PDF, to look at or to keep. */
export function PdfDialog({ invoiceId, revision = null, opened, onClose }: PdfDialogProps) {
  const words = useWords()
  return (
    <Modal opened={opened} onClose={onClose} size={860} title={words.email.preview}>
      <PdfView invoiceId={invoiceId} revision={revision} className={classes.dialogPaper} />
    </Modal>
  )
}
