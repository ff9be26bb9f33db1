import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { useWords } from '../../words/use-words.ts'
import classes from './email-dialog.module.css'

interface PdfPaperProps {
  pdf: {
    data: { fileName: string; base64: string } | undefined
    error: unknown
    refetch(): unknown
  }
  /** What it is, for a screen reader. */
  title: string
  className?: string | undefined
}

/** A document as its customer gets it, with a button to keep the file. */
export function PdfPaper({ pdf, title, className }: PdfPaperProps) {
  const words = useWords().email
  const base64 = pdf.data?.base64
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (base64 === undefined) return
    const made = URL.createObjectURL(new Blob([bytesOf(base64)], { type: 'application/pdf' }))
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [base64])

  if (pdf.error) return <FaultNotice error={pdf.error} onRetry={() => void pdf.refetch()} />
  if (url === null || !pdf.data) return <div className={classes.loading} aria-busy />
  return (
    <div className={classes.preview}>
      {navigator.pdfViewerEnabled ? (
        <div className={className ?? classes.paper}>
          <iframe title={title} src={`${url}#toolbar=0&navpanes=0&view=FitH`} className={classes.sheet} />
        </div>
      ) : (
        <p className="florin-mute">{words.previewMissing}</p>
      )}
      <Button
        component="a"
        variant="default"
        href={url}
        download={pdf.data.fileName}
        leftSection={<IconDownload size={15} aria-hidden />}
      >
        {words.download}
      </Button>
    </div>
  )
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), character => character.charCodeAt(0))
}
