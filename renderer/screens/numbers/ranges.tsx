import { Button } from '@mantine/core'
import { useState } from 'react'
import type { NumbersAnswer, Series } from '../../../shared/protocol/sync.ts'
import { useAsk } from '../../app/use-ask.ts'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import type { Tone } from '../../parts/mark.ts'
import { Tag } from '../../parts/status-tag.tsx'
import { useWords } from '../../words/use-words.ts'
import { explainRange, rangeText } from './explain-range.ts'
import classes from './numbers.module.css'
import { RangeDocuments } from './range-documents.tsx'

type Range = NumbersAnswer['ranges'][number]

const TONES: Record<Range['kind'], Tone> = {
  used: 'green',
  collided: 'red',
  held: 'blue',
  passed: 'amber',
  dead: 'grey',
  gap: 'grey',
  unheld: 'amber',
}

/** The ranges in their order, each explained; more of them are fetched when asked for. */
export function Ranges({ series, first }: { series: Series; first: NumbersAnswer }) {
  const w = useWords().numbers
  return (
    <section className={classes.card}>
      <div className={classes.head}>
        <h2>{w.ranges}</h2>
      </div>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{w.numbers}</th>
            <th scope="col" className={classes.right}>
              {w.count}
            </th>
            <th scope="col" colSpan={2}>
              {w.what}
            </th>
            <td />
          </tr>
        </thead>
        <Page series={series} page={first} />
      </table>
    </section>
  )
}

function Page({ series, page }: { series: Series; page: NumbersAnswer }) {
  const w = useWords().numbers
  const [wantsMore, setWantsMore] = useState(false)
  const after = page.ranges.at(-1)?.lastNumber ?? 0
  return (
    <>
      <tbody>
        {page.ranges.map(range => (
          <RangeRow key={range.firstNumber} series={series} range={range} devices={page.devices} />
        ))}
        {page.more && !wantsMore && (
          <tr>
            <td colSpan={5} className={classes.notice}>
              <Button variant="default" onClick={() => setWantsMore(true)}>
                {w.more}
              </Button>
            </td>
          </tr>
        )}
      </tbody>
      {page.more && wantsMore && <NextPage series={series} after={after} />}
    </>
  )
}

function NextPage({ series, after }: { series: Series; after: number }) {
  const words = useWords()
  const { data, error, refetch } = useAsk('numbers.report', { series, after })
  if (data) return <Page series={series} page={data} />
  return (
    <tbody>
      <tr>
        <td colSpan={5} className={classes.notice}>
          {error ? <FaultNotice error={error} onRetry={() => void refetch()} /> : words.parts.loading}
        </td>
      </tr>
    </tbody>
  )
}

interface RangeRowProps {
  series: Series
  range: Range
  devices: NumbersAnswer['devices']
}

function RangeRow({ series, range, devices }: RangeRowProps) {
  const w = useWords().numbers
  const [isOpen, setOpen] = useState(false)
  const hasDocuments = range.kind === 'used' || range.kind === 'collided'
  return (
    <>
      <tr>
        <td className={classes.number}>{rangeText(range)}</td>
        <td className={classes.right}>
          {(range.lastNumber - range.firstNumber + 1).toLocaleString('en-US')}
        </td>
        <td>
          <Tag tone={TONES[range.kind]}>{w.kind[range.kind]}</Tag>
        </td>
        <td className={classes.sentence}>{explainRange(range, devices, w)}</td>
        <td className={classes.right}>
          {hasDocuments && (
            <Button
              variant="subtle"
              h={28}
              aria-expanded={isOpen}
              aria-label={`${isOpen ? w.hide : w.show} ${rangeText(range)}`}
              onClick={() => setOpen(!isOpen)}
            >
              {isOpen ? w.hide : w.show}
            </Button>
          )}
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={5} className={classes.documents}>
            <RangeDocuments series={series} firstNumber={range.firstNumber} lastNumber={range.lastNumber} />
          </td>
        </tr>
      )}
    </>
  )
}
