import { TASK_KINDS } from '../../../shared/domain/task/task-row.ts'
import type { HomeFigures } from '../../../shared/protocol/home-asks.ts'
import { pathTo } from '../../app/router.ts'
import { useWords } from '../../words/use-words.ts'
import { drillToWaitingCredits } from './drill.ts'
import { FigureCard } from './figure-card.tsx'
import classes from './home.module.css'

/** What is in Needs attention, by kind; each line opens the tray. The credits to review, which are elsewhere, stand apart. */
export function AttentionFigure({ kinds, creditsToReview }: Pick<HomeFigures, 'creditsToReview'> & Kinds) {
  const words = useWords()
  const w = words.home
  const known = (kind: string) => (TASK_KINDS as readonly string[]).includes(kind)
  const nameOf = (kind: HomeFigures['attention'][number]['kind']) =>
    kind === 'refused'
      ? w.refused
      : known(kind)
        ? words.attention.task[kind].title
        : words.attention.newerTask
  const inTray = kinds.reduce((sum, { count }) => sum + count, 0)
  return (
    <FigureCard title={words.attention.title} {...(inTray > 0 && { sum: inTray.toLocaleString('en-US') })}>
      {kinds.length === 0 && <p className={classes.nothing}>{w.nothingWaits}</p>}
      <ul className={classes.kinds}>
        {kinds.map(({ kind, count }) => (
          <li key={kind}>
            <a href={`#${pathTo('attention')}`}>{nameOf(kind)}</a>
            <span className={classes.count}>{count.toLocaleString('en-US')}</span>
          </li>
        ))}
      </ul>
      {creditsToReview > 0 && (
        <ul className={`${classes.kinds} ${classes.elsewhere}`}>
          <li>
            <button type="button" className={classes.drill} onClick={drillToWaitingCredits}>
              {w.creditReview}
            </button>
            <span className={classes.count}>{creditsToReview.toLocaleString('en-US')}</span>
          </li>
        </ul>
      )}
    </FigureCard>
  )
}

interface Kinds {
  kinds: HomeFigures['attention']
}
