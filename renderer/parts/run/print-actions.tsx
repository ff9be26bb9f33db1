import { Button } from '@mantine/core'
import { useWords } from '../../words/use-words.ts'
import { notify } from '../notify.ts'
import { downloadPdf, joinPdfs, printPdf } from '../print-pdf.ts'
import { errorSentence } from '../refusal-text.tsx'

interface PrintActionsProps {
  /** What a run made, in its order. */
  pdfs: readonly Uint8Array[]
  /** Of all of them as one. */
  fileName: string
}

/** Prints or downloads what a run made, page after page as one PDF. */
export function PrintActions({ pdfs, fileName }: PrintActionsProps) {
  const words = useWords()
  async function joined(then: (bytes: Uint8Array<ArrayBuffer>) => void) {
    try {
      then(await joinPdfs(pdfs))
    } catch (error) {
      notify(errorSentence(error, words), { wrong: true })
    }
  }
  const download = (bytes: Uint8Array<ArrayBuffer>) => downloadPdf(bytes, fileName)

  return (
    <>
      <Button variant="default" onClick={() => void joined(download)}>
        {words.exports.downloadAll}
      </Button>
      <Button onClick={() => void joined(bytes => printPdf(bytes) || download(bytes))}>
        {words.exports.printNow}
      </Button>
    </>
  )
}
