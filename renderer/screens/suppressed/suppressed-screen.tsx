import { useState } from 'react'
import type { SuppressedAddress } from '../../../shared/protocol/suppressed-asks.ts'
import { useAsk } from '../../app/use-ask.ts'
import { ChipBar } from '../../parts/chip-bar.tsx'
import { ClearSearch } from '../../parts/clear-search.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatInstant } from '../../parts/format-date.ts'
import { ReasonButton } from '../../parts/reason-button.tsx'
import { Screen } from '../../parts/screen.tsx'
import { SearchField } from '../../parts/search-field.tsx'
import { Tag } from '../../parts/status-tag.tsx'
import { useListFilter } from '../../store/list-filters.ts'
import { useWhyNot } from '../../words/use-why-not.ts'
import { useWords } from '../../words/use-words.ts'
import { CustomerLink } from '../customers/customer-link.tsx'
import { AllowDialog } from './allow-dialog.tsx'
import classes from './suppressed.module.css'

const STATES = ['active', 'lifted', 'all'] as const
type State = (typeof STATES)[number]

/** The addresses that mails no longer go to: why, since when, and the way to allow one again. */
export function SuppressedScreen() {
  const w = useWords().suppressed
  const [filter, setFilter, kept] = useListFilter<{ search: string; state: State }>('suppressed', {
    search: '',
    state: 'active',
  })
  const { data, error, refetch } = useAsk('mail.suppressed', { ...filter, limit: 500 })
  const [allowing, setAllowing] = useState<SuppressedAddress | null>(null)
  const [title, hint] =
    filter.search !== ''
      ? [w.noneFound(filter.search), w.noneFoundHint]
      : [filter.state === 'lifted' ? w.noneAllowed : w.none, w.noneHint]

  return (
    <Screen
      title={w.title}
      actions={
        <SearchField
          kept={kept}
          placeholder={w.search}
          initial={filter.search}
          onSearch={search => setFilter({ search })}
        />
      }
    >
      <ChipBar<State>
        name={w.filters}
        chips={STATES.map(value => ({ value, label: w.states[value] }))}
        value={filter.state}
        onChange={state => setFilter({ state })}
      />
      <p className={classes.hint}>{w.hint}</p>
      {error && !data && <FaultNotice error={error} onRetry={() => void refetch()} />}
      {data?.count === 0 && (
        <EmptyState
          title={title}
          hint={hint}
          action={<ClearSearch search={filter.search} onClear={setFilter} />}
        />
      )}
      {data && data.count > 0 && (
        <div className={classes.scroll}>
          <SuppressedTable rows={data.rows} onAllow={setAllowing} />
          {data.count > data.rows.length && (
            <p className={classes.hint}>{w.more(data.rows.length, data.count)}</p>
          )}
        </div>
      )}
      {allowing && <AllowDialog suppressed={allowing} onClose={() => setAllowing(null)} />}
    </Screen>
  )
}

function SuppressedTable({
  rows,
  onAllow,
}: {
  rows: readonly SuppressedAddress[]
  onAllow(row: SuppressedAddress): void
}) {
  const w = useWords().suppressed
  const whyNot = useWhyNot()('documents.email')
  return (
    <section className={classes.card}>
      <table className={classes.table} aria-label={w.title}>
        <thead>
          <tr>
            <th scope="col">{w.address}</th>
            <th scope="col">{w.customer}</th>
            <th scope="col">{w.why}</th>
            <th scope="col">{w.since}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.id}>
              <td className="florin-strong">{row.address}</td>
              <td>
                {row.customerId !== '' && (
                  <CustomerLink customerId={row.customerId} name={row.customerName} />
                )}
              </td>
              <td>
                <Tag tone={row.reason === 'unsubscribed' ? 'grey' : 'red'}>{w.reasons[row.reason]}</Tag>{' '}
                <span className="florin-mute" title={row.detail}>
                  {row.detail}
                </span>
              </td>
              <td className="florin-mute">{formatInstant(row.sinceAt)}</td>
              <td className={classes.act}>
                {row.liftedAt === null ? (
                  <ReasonButton
                    reason={whyNot}
                    variant="subtle"
                    h={28}
                    aria-label={w.allowOf(row.address)}
                    onClick={() => onAllow(row)}
                  >
                    {w.allow}
                  </ReasonButton>
                ) : (
                  <span className="florin-mute">
                    {w.allowed}: {w.by(row.liftedByName, formatInstant(row.liftedAt))}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
