import { Checkbox, TextInput } from '@mantine/core'
import type { CheckedFile } from '../../../shared/protocol/import-asks.ts'
import { formatCents } from '../../parts/format-money.ts'
import { Tag } from '../../parts/status-tag.tsx'
import { useWords } from '../../words/use-words.ts'
import classes from './import.module.css'
import { useImport } from './import-desk.ts'
import { type Figure, figuresOf, type Part, standOf } from './match-totals.ts'

const PARTS: readonly Part[] = ['here', 'leftOut', 'comesIn']

/** The totals of the file beside those of the system it came from, and what becomes of them. */
export function ControlTotals({ checked }: { checked: CheckedFile }) {
  const words = useWords()
  const w = words.importing
  const { typed, ticked } = useImport()
  // Where nothing comes in there is nothing to match.
  const isToMatch = checked.parts.comesIn.count > 0
  const parts = PARTS.filter(part => part !== 'leftOut' || checked.parts.leftOut.count > 0)
  return (
    <section className={classes.card}>
      <div className={classes.head}>
        <h2>{w.totals}</h2>
        <span className="florin-mute">{isToMatch ? w.totalsHint : w.totalsHintNothing}</span>
      </div>
      <table className={classes.table}>
        <thead>
          <tr>
            <td />
            <th scope="col" className={classes.right}>
              {w.inFile}
            </th>
            {isToMatch && (
              <>
                <th scope="col">{w.yours}</th>
                <th scope="col">{w.matches}</th>
                <td />
              </>
            )}
            {parts.map(part => (
              <th key={part} scope="col" className={classes.right}>
                {w.ofThese[part]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figuresOf(checked).map(figure => {
            const { key, value, bucket } = figure
            const name = bucket ?? (key === 'count' ? w.count : w.sum)
            const stand = standOf(figure, typed[key], ticked[key])
            return (
              <tr key={key}>
                <th scope="row" className={classes.figure}>
                  {name}
                </th>
                <td className={`${classes.right} florin-strong`}>{shown(figure, value)}</td>
                {isToMatch && (
                  <>
                    <td className={classes.typed}>
                      <TextInput
                        aria-label={`${w.yours}: ${name}`}
                        classNames={{ input: 'florin-number' }}
                        value={typed[key] ?? ''}
                        error={stand === 'differs'}
                        onChange={event =>
                          useImport.setState({ typed: { ...typed, [key]: event.currentTarget.value } })
                        }
                      />
                    </td>
                    <td>
                      <Checkbox
                        aria-label={w.matchesNamed(name)}
                        checked={stand === 'matched'}
                        disabled={(typed[key] ?? '').trim() !== ''}
                        onChange={event =>
                          useImport.setState({ ticked: { ...ticked, [key]: event.currentTarget.checked } })
                        }
                      />
                    </td>
                    <td className={classes.verdict}>
                      {stand === 'differs' && <Tag tone="red">{w.differs}</Tag>}
                    </td>
                  </>
                )}
                {parts.map(part => (
                  <td
                    key={part}
                    className={`${classes.right} ${part === 'comesIn' ? 'florin-strong' : 'florin-mute'}`}
                  >
                    {shown(figure, figure.parts[part])}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

function shown({ isMoney }: Figure, value: number): string {
  return isMoney ? formatCents(value) : value.toLocaleString('en-US')
}
