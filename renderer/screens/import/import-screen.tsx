import { Button } from '@mantine/core'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { Screen } from '../../parts/screen.tsx'
import { useWords } from '../../words/use-words.ts'
import { CheckStep } from './check-step.tsx'
import { ColumnsStep } from './columns-step.tsx'
import { FileStep } from './file-step.tsx'
import classes from './import.module.css'
import { type ImportStep, startOver, useImport } from './import-desk.ts'
import { RunStep } from './run-step.tsx'

const STEPS: readonly ImportStep[] = ['file', 'columns', 'check', 'run']

/** Brings in customers, products and open documents from files: file, columns, dry run, result. */
export function ImportScreen() {
  const w = useWords().importing
  const { step, fileName, failure, progress } = useImport()
  const isRunning = progress?.phase === 'adding' || progress?.phase === 'undoing'
  return (
    <Screen
      title={w.title}
      beside={
        <ol className={classes.steps} aria-label={w.stepsName}>
          {STEPS.map((one, at) => (
            <li key={one} aria-current={one === step ? 'step' : undefined}>
              <span aria-hidden>{at + 1}</span>
              {w.steps[one]}
            </li>
          ))}
        </ol>
      }
      actions={
        step !== 'file' &&
        !isRunning && (
          <>
            {step !== 'run' && <span className="florin-mute">{fileName}</span>}
            <Button variant="default" onClick={startOver}>
              {step === 'run' ? w.another : w.startOver}
            </Button>
          </>
        )
      }
    >
      <div className={classes.page}>
        {failure !== null && <FaultNotice error={failure} />}
        {step === 'file' && <FileStep />}
        {step === 'columns' && <ColumnsStep />}
        {step === 'check' && <CheckStep />}
        {step === 'run' && <RunStep />}
      </div>
    </Screen>
  )
}
