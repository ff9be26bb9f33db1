import { Checkbox, TextInput } from '@mantine/core'
import type { CheckedFile } from '../../../shared/protocol/import-asks.ts'
import { formatCents } from '../../parts/format-money.ts'
import { Tag } from '../../parts/status-tag.tsx'
import { useWords } from '../../words/use-words.ts'
import classes from './import.module.css'
import { useImport } from './import-desk.ts'
import { figuresOf, standOf } from './match-totals.ts'

/** The totals of the file beside those of the system it came from. */
export function ControlTotals({ checked }: { checked: CheckedFile }) {
  const words = useWords()
  const w = words.importing
  const { typed, ticked } = useImport()
  return (
    <section className={classes.card}>
      <div className={classes.head}>
        <h2>{w.totals}</h2>
        <span className="florin-mute">{w.totalsHint}</span>
      </div>
      <table className={classes.table}>
        <thead>
          <tr>
            <td />
            <th scope="col" className={classes.right}>
              {w.inFile}
            </th>
            <th scope="col">{w.yours}</th>
            <th scope="col">{w.matches}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {figuresOf(checked).map(figure => {
            const { key, value, isMoney, bucket } = figure
            const name = bucket ?? (key === 'count' ? w.count : w.sum)
            const stand = standOf(figure, typed[key], ticked[key])
            return (
              <tr key={key}>
                <th scope="row" className={classes.figure}>
                  {name}
                </th>
                <td className={`${classes.right} florin-strong`}>
                  {isMoney ? formatCents(value) : value.toLocaleString('en-US')}
                </td>
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
                <td className={classes.rest}>{stand === 'differs' && <Tag tone="red">{w.differs}</Tag>}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
