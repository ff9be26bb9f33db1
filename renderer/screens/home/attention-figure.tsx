import { TASK_KINDS } from '../../../shared/domain/task/task-row.ts'
import type { HomeFigures } from '../../../shared/protocol/home-asks.ts'
import { pathTo } from '../../app/router.ts'
import { useWords } from '../../words/use-words.ts'
import { drillToWaitingCredits } from './drill.ts'
import { FigureCard } from './figure-card.tsx'
import classes from './home.module.css'

/** What waits for a person, by kind; each line opens the tray. */
export function AttentionFigure({ kinds }: { kinds: HomeFigures['attention'] }) {
  const words = useWords()
  const w = words.home
  const known = (kind: string) => (TASK_KINDS as readonly string[]).includes(kind)
  const nameOf = (kind: HomeFigures['attention'][number]['kind']) =>
    kind === 'refused'
      ? w.refused
      : kind === 'credit-review'
        ? w.creditReview
        : known(kind)
          ? words.attention.task[kind].title
          : words.attention.newerTask
  return (
    <FigureCard title={words.attention.title}>
      {kinds.length === 0 && <p className={classes.nothing}>{w.nothingWaits}</p>}
      <ul className={classes.kinds}>
        {kinds.map(({ kind, count }) => (
          <li key={kind}>
            {kind === 'credit-review' ? (
              <button type="button" className={classes.drill} onClick={drillToWaitingCredits}>
                {nameOf(kind)}
              </button>
            ) : (
              <a href={`#${pathTo('attention')}`}>{nameOf(kind)}</a>
            )}
            <span className={classes.count}>{count.toLocaleString('en-US')}</span>
          </li>
        ))}
      </ul>
    </FigureCard>
  )
}
