import type { InvoiceLine } from '../../../shared/domain/invoice/invoice-content.ts'
import { isBoxLine } from '../../../shared/domain/order/order-totals.ts'
import {
  type Difference,
  isUnchanged,
  type LineDifference,
  type RevisionDifferences,
} from '../../../shared/domain/order/revision-differences.ts'
import { formatFieldValue } from '../../parts/format-field-value.ts'
import { formatCents, formatPriceE4 } from '../../parts/format-money.ts'
import { useWords, type Words } from '../../words/use-words.ts'
import classes from './revision-changes.module.css'

/** What one revision changed of the one before, in words: old → new. */
export function RevisionChanges({ differences }: { differences: RevisionDifferences }) {
  const words = useWords()
  const w = words.orderEntry
  const { header, lines, charges, figures } = differences
  if (isUnchanged(differences)) return <p className="florin-mute">{w.nothingChanged}</p>
  return (
    <div className={classes.changes}>
      {header.length > 0 && (
        <section>
          <h3>{w.header}</h3>
          <Changes changes={header} words={words} />
        </section>
      )}
      {lines.length > 0 && (
        <section>
          <h3>{w.lines}</h3>
          <ul>
            {lines.map((difference, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two lines of one revision may say the same
              <LineChange key={`${difference.kind}-${at}`} difference={difference} words={words} />
            ))}
          </ul>
        </section>
      )}
      {charges.length > 0 && (
        <section>
          <h3>{w.charges}</h3>
          <ul>
            {charges.map(({ label, fromCents, toCents }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two charges may have one name
              <li key={`${label}-${at}`}>
                {label}: <FromTo from={cents(fromCents, w)} to={cents(toCents, w)} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {figures.length > 0 && (
        <section className={classes.figures}>
          <Changes changes={figures} words={words} />
        </section>
      )}
    </div>
  )
}

function LineChange({ difference, words }: { difference: LineDifference; words: Words }) {
  const w = words.orderEntry
  const { kind, line } = difference
  return (
    <li className={classes[kind]}>
      <span className={classes.kind}>{w[kind]}</span> <b>{line.description}</b>
      {kind === 'changed' ? (
        <Changes changes={difference.changes} words={words} ofLine />
      ) : (
        <span className="florin-mute"> · {lineText(line, words)}</span>
      )}
    </li>
  )
}

function Changes({
  changes,
  words,
  ofLine = false,
}: {
  changes: readonly Difference[]
  words: Words
  /** A line's total is its amount. */
  ofLine?: boolean
}) {
  const w = words.orderEntry
  return (
    <ul>
      {changes.map(({ field, from, to }) => (
        <li key={field}>
          {(ofLine ? words.fields[field] : w.field[field]) ?? words.fields[field] ?? field}:{' '}
          <FromTo from={valueText(field, from, w)} to={valueText(field, to, w)} />
        </li>
      ))}
    </ul>
  )
}

function FromTo({ from, to }: { from: string; to: string }) {
  return (
    <>
      <del className="florin-mute">{from}</del> → <ins>{to}</ins>
    </>
  )
}

function valueText(field: string, value: string | number, w: Words['orderEntry']): string {
  if (field === 'soldAs') return w.soldAs[value] ?? String(value)
  return value === '' ? w.none : formatFieldValue(field, value)
}

function cents(amount: number | null, w: Words['orderEntry']): string {
  return amount === null ? w.none : formatCents(amount)
}

function lineText(line: InvoiceLine, words: Words): string {
  const count = isBoxLine(line.soldAs)
    ? `${line.boxes.toLocaleString('en-US')} ${line.boxType}`
    : line.quantity.toLocaleString('en-US')
  return `${count} · ${words.orders.price} ${formatPriceE4(line.priceE4)} · ${formatCents(line.totalCents)}`
}
