import { TextInput } from '@mantine/core'
import type { JournalAccount } from '../../../shared/domain/collections/journal-entries.ts'
import type { JournalFigures } from '../../../shared/protocol/journal-asks.ts'
import { formatCents } from '../../parts/format-money.ts'
import { useWords } from '../../words/use-words.ts'
import classes from './journals.module.css'

interface AccountTableProps {
  figures: JournalFigures
  names: Readonly<Record<JournalAccount, string>>
  onChange(changed: Partial<Record<JournalAccount, string>>): void
}

/** The accounts that have amounts: what each stands for, its name in the bookkeeping, and both sides. */
export function AccountTable({ figures, names, onChange }: AccountTableProps) {
  const w = useWords().journals
  return (
    <section className={classes.card} aria-label={w.accounts}>
      <h2>{w.accounts}</h2>
      <p className={classes.hint}>{w.accountsHint}</p>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{w.stands}</th>
            <th scope="col">{w.account}</th>
            <th scope="col" className={classes.right}>
              {w.debits}
            </th>
            <th scope="col" className={classes.right}>
              {w.credits}
            </th>
          </tr>
        </thead>
        <tbody>
          {figures.accounts.map(({ account, debitsCents, creditsCents }) => (
            <tr key={account}>
              <td>{w.accountOf[account]}</td>
              <td className={classes.name}>
                <TextInput
                  aria-label={`${w.account}: ${w.accountOf[account]}`}
                  value={names[account]}
                  maxLength={100}
                  error={names[account].trim() === '' ? w.required : null}
                  onChange={event => onChange({ [account]: event.currentTarget.value })}
                />
              </td>
              <td className={classes.right}>{debitsCents === 0 ? '' : formatCents(debitsCents)}</td>
              <td className={classes.right}>{creditsCents === 0 ? '' : formatCents(creditsCents)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2} />
            <td className={classes.right}>{formatCents(figures.debitsCents)}</td>
            <td className={classes.right}>{formatCents(figures.creditsCents)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  )
}
