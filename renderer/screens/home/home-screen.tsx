import { pathTo } from '../../app/router.ts'
import { useAsk } from '../../app/use-ask.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { OwnCustomersNote } from '../../parts/own-customers-note.tsx'
import { ReasonButton } from '../../parts/reason-button.tsx'
import { Screen } from '../../parts/screen.tsx'
import { useWhyNot } from '../../words/use-why-not.ts'
import { useWords } from '../../words/use-words.ts'
import { AgingFigure } from './aging-figure.tsx'
import { AttentionFigure } from './attention-figure.tsx'
import { CollectedFigure } from './collected-figure.tsx'
import { FirstSteps } from './first-steps.tsx'
import classes from './home.module.css'
import { LinksFigure } from './links-figure.tsx'
import { PastDueFigure } from './past-due-figure.tsx'

/** How the company stands: what is owed, what came in, how links do, who is late, what waits. Each figure leads to its list. */
export function HomeScreen() {
  const w = useWords().home
  const whyNot = useWhyNot()
  const { data, error, refetch } = useAsk('home.figures', {})
  const isNew = data !== undefined && !data.start.invoices
  return (
    <Screen
      title={w.title}
      actions={
        <>
          <OwnCustomersNote right="receivables.view" />
          <ReasonButton reason={whyNot('orders.edit')} href={`#${pathTo('newOrder')}`} title="Ctrl O">
            {w.newOrder}
          </ReasonButton>
        </>
      }
    >
      {error && !data && <FaultNotice error={error} onRetry={() => void refetch()} />}
      {isNew && <FirstSteps start={data.start} />}
      {data && !isNew && (
        <div className={classes.grid}>
          <AgingFigure aging={data.aging} />
          <CollectedFigure weeks={data.collected} />
          <PastDueFigure customers={data.pastDue} />
          <div className={classes.stack}>
            <LinksFigure links={data.links} />
            <AttentionFigure kinds={data.attention} creditsToReview={data.creditsToReview} />
          </div>
        </div>
      )}
    </Screen>
  )
}
