import { Tooltip } from '@mantine/core'
import type { CollectedWeek } from '../../../shared/protocol/home-asks.ts'
import { formatDate } from '../../parts/format-date.ts'
import { formatMoney } from '../../parts/format-money.ts'
import { useCurrency } from '../../store/session.ts'
import { useWords } from '../../words/use-words.ts'
import { drillToPayments } from './drill.ts'
import { FigureCard } from './figure-card.tsx'
import classes from './home.module.css'

/** What came in, week by week; the last bar is the week that is not over. Each opens its payments. */
export function CollectedFigure({ weeks }: { weeks: readonly CollectedWeek[] }) {
  const w = useWords().home
  const currency = useCurrency()
  const most = Math.max(1, ...weeks.map(week => week.totalCents))
  const thisWeek = weeks.at(-1)
  return (
    <FigureCard
      title={w.collected}
      sum={formatMoney(thisWeek?.totalCents ?? 0, currency)}
      hint={w.collectedHint}
    >
      <ol className={classes.weeks}>
        {weeks.map(week => {
          const amount = formatMoney(week.totalCents, currency)
          const sentence = w.week(formatDate(week.fromOn), formatDate(week.toOn), amount, week.count)
          return (
            <li key={week.fromOn}>
              <Tooltip label={sentence}>
                <button
                  type="button"
                  className={classes.week}
                  aria-label={sentence}
                  onClick={() => drillToPayments(week.fromOn, week.toOn)}
                >
                  <span className={classes.column} aria-hidden>
                    <i
                      className={week === thisWeek ? classes.under : undefined}
                      style={{ height: `${Math.max(0, week.totalCents / most) * 100}%` }}
                    />
                  </span>
                  <span className={classes.day} aria-hidden>
                    {formatDate(week.fromOn)}
                  </span>
                </button>
              </Tooltip>
            </li>
          )
        })}
      </ol>
    </FigureCard>
  )
}
