import { Modal } from '@mantine/core'
import { PrintActions } from '../../parts/run/print-actions.tsx'
import { RunProgress } from '../../parts/run/run-progress.tsx'
import { useWords } from '../../words/use-words.ts'
import { printRun } from './print-run.ts'

/** How the printing of many invoices goes; once it has ended they are printed in one go. */
export function PrintDialog() {
  const words = useWords()
  const w = words.orderEntry
  const { order, state, results, waiting, isAway } = printRun.use()
  const pdfs = results.flatMap(({ made }) => (made ? [made.pdf] : []))
  const close = state === 'running' ? printRun.hide : printRun.forget

  return (
    <Modal
      opened={order !== null && !isAway}
      onClose={close}
      size={620}
      title={w.printTitle(results.length + waiting.length)}
      closeButtonProps={{ 'aria-label': words.parts.close }}
    >
      <RunProgress
        run={printRun}
        done={w.printDone}
        outcome={({ fileName }) => fileName}
        leftOut={order?.leftOut ?? []}
        actions={
          state !== 'running' && pdfs.length > 0 && <PrintActions pdfs={pdfs} fileName="invoices.pdf" />
        }
        onClose={close}
      />
    </Modal>
  )
}
