import { useState } from 'react'
import { NUMBER_KINDS } from '../../../shared/domain/numbers/explain-numbers.ts'
import { type NumbersAnswer, SERIES, type Series } from '../../../shared/protocol/sync.ts'
import { useAsk } from '../../app/use-ask.ts'
import { ChipBar } from '../../parts/chip-bar.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { Screen } from '../../parts/screen.tsx'
import { useWords } from '../../words/use-words.ts'
import classes from './numbers.module.css'
import { Ranges } from './ranges.tsx'

/** What became of every number of a series, as the relay knows it. */
export function NumbersScreen() {
  const w = useWords().numbers
  const [series, setSeries] = useState<Series>('order')
  return (
    <Screen title={w.title}>
      <ChipBar<Series>
        name={w.series}
        chips={SERIES.map(value => ({ value, label: w[value] }))}
        value={series}
        onChange={setSeries}
      />
      <div className={classes.report}>
        <Report key={series} series={series} />
      </div>
    </Screen>
  )
}

function Report({ series }: { series: Series }) {
  const words = useWords()
  const w = words.numbers
  const { data: report, error, refetch, isFetching } = useAsk('numbers.report', { series, after: 0 })
  if (error) {
    return (
      <section className={classes.card}>
        <div className={classes.notice}>
          <p>{w.onlineHint}</p>
          <FaultNotice error={error} onRetry={() => void refetch()} />
        </div>
      </section>
    )
  }
  if (!report) return isFetching ? <p className={classes.notice}>{words.parts.loading}</p> : null
  if (report.ranges.length === 0) return <EmptyState title={w.empty} hint={w.emptyHint} />
  return (
    <>
      <Totals report={report} />
      <Ranges series={series} first={report} />
    </>
  )
}

function Totals({ report }: { report: NumbersAnswer }) {
  const w = useWords().numbers
  const { firstNumber, nextNumber, totals, strayCount } = report
  return (
    <section className={classes.card}>
      <div className={classes.head}>
        <h2>{w.totals}</h2>
      </div>
      <p className={classes.intro}>
        {w.intro(`${firstNumber}`, `${nextNumber - 1}`)}
        {strayCount > 0 && ` ${w.strays(strayCount)}`}
      </p>
      <dl className={classes.totals}>
        {NUMBER_KINDS.filter(kind => (totals[kind] ?? 0) > 0).map(kind => (
          <div key={kind}>
            <dt>{w.kind[kind]}</dt>
            <dd>{(totals[kind] ?? 0).toLocaleString('en-US')}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
