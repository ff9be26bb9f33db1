import { Checkbox, SegmentedControl, Select } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { JOURNALS, type Journal } from '../../../shared/domain/collections/journal-entries.ts'
import type { JOURNAL_FORMATS } from '../../../shared/protocol/journal-asks.ts'
import { ask } from '../../app/ask.ts'
import { fetchExport } from '../../app/run-export.ts'
import { useAsk } from '../../app/use-ask.ts'
import { ChipBar } from '../../parts/chip-bar.tsx'
import { DateRange } from '../../parts/date-range.tsx'
import { datesOf, type Range } from '../../parts/date-ranges.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { formatMoney } from '../../parts/format-money.ts'
import { OwnCustomersNote } from '../../parts/own-customers-note.tsx'
import { ReasonButton } from '../../parts/reason-button.tsx'
import { errorSentence } from '../../parts/refusal-text.tsx'
import { saveFile } from '../../parts/save-file.ts'
import { Screen } from '../../parts/screen.tsx'
import { useListFilter } from '../../store/list-filters.ts'
import { useSeesOwn, useToday } from '../../store/session.ts'
import { useLanguage } from '../../words/language.ts'
import { useWords } from '../../words/use-words.ts'
import { allNamed, USUAL_ACCOUNTS, unnamedAccounts } from './account-names.ts'
import { AccountTable } from './account-table.tsx'
import { ControlTotals } from './control-totals.tsx'
import classes from './journals.module.css'

type Format = (typeof JOURNAL_FORMATS)[number]

/** As far back as anyone kept books. */
const FIRST_DAY = '1990-01-01'
/** What QuickBooks Online takes in one file. */
const MOST_ONLINE_LINES = 1000

/** Sales and A/R as journals for QuickBooks: a period, its control totals, what the accounts are called, and the file. */
export function JournalsScreen() {
  const words = useWords()
  const w = words.journals
  const today = useToday()
  const isPart = useSeesOwn('receivables.view')
  const language = useLanguage()
  const [filter, setFilter] = useListFilter<{
    journal: Journal
    format: Format
    range: Range
    withApplied: boolean
    currency: string
  }>('journals', {
    journal: 'sales',
    format: 'iif',
    range: { name: 'lastMonth', from: null, to: null },
    withApplied: true,
    currency: '',
  })
  const [accounts, setAccounts] = useListFilter('journal-accounts', USUAL_ACCOUNTS)
  const [isSaving, setSaving] = useState(false)
  const { journal, format } = filter
  const dates = datesOf(filter.range, today)
  const asked = {
    journal,
    from: dates.from ?? FIRST_DAY,
    to: dates.to ?? today,
    currency: filter.currency === '' ? null : filter.currency,
    withApplied: filter.withApplied,
  }
  const { data: figures, error, refetch } = useAsk('journals.totals', asked)
  const used = figures?.accounts.map(({ account }) => account) ?? []
  const unnamed = unnamedAccounts(accounts, used)
  const isEmpty = figures?.count === 0

  async function save() {
    setSaving(true)
    try {
      const title = w.fileTitle[journal]
      const order = { ...asked, format, title, language, accounts: allNamed(accounts) }
      const { exportId, fileName, totals } = await ask('journals.start', order)
      const file = await fetchExport(exportId, fileName, new AbortController().signal, () => undefined)
      if (file) saveFile(file)
      const amount = formatMoney(totals.debitsCents, totals.currency)
      notifications.show({ message: w.saved(fileName, totals.count.toLocaleString('en-US'), amount) })
    } catch (problem) {
      const message = words.exports.failed(errorSentence(problem, words))
      notifications.show({ color: 'red', autoClose: false, message })
    } finally {
      setSaving(false)
    }
  }

  return (
    <Screen
      title={w.title}
      actions={
        <>
          <OwnCustomersNote right="receivables.view" />
          <SegmentedControl
            aria-label={w.format}
            data={(['iif', 'csv'] as const).map(value => ({ value, label: w.formats[value] }))}
            value={format}
            onChange={value => setFilter({ format: value as Format })}
          />
          <ReasonButton
            reason={isPart ? w.needsAll : undefined}
            disabled={!figures || isEmpty || unnamed.length > 0}
            loading={isSaving}
            onClick={() => void save()}
          >
            {w.save}
          </ReasonButton>
        </>
      }
    >
      <ChipBar<Journal>
        name={w.which}
        chips={JOURNALS.map(value => ({ value, label: w.journal[value] }))}
        value={journal}
        onChange={value => setFilter({ journal: value })}
      >
        {(figures?.currencies.length ?? 0) > 1 && (
          <Select
            aria-label={w.currency}
            w={90}
            data={figures?.currencies ?? []}
            value={figures?.currency ?? null}
            allowDeselect={false}
            onChange={currency => setFilter({ currency: currency ?? '' })}
          />
        )}
        <DateRange value={filter.range} onChange={range => setFilter({ range })} />
      </ChipBar>
      {error && <FaultNotice error={error} onRetry={() => void refetch()} />}
      {isEmpty && <EmptyState title={w.empty} hint={w.emptyHint} />}
      {figures && !isEmpty && !error && (
        <div className={classes.page}>
          <div>
            <ControlTotals journal={journal} figures={figures} isPart={isPart} />
            {journal === 'receivables' && (
              <Checkbox
                label={w.withApplied}
                checked={filter.withApplied}
                onChange={event => setFilter({ withApplied: event.currentTarget.checked })}
              />
            )}
            {format === 'csv' && figures.lineCount > MOST_ONLINE_LINES && (
              <p className={classes.warning}>{w.manyLines}</p>
            )}
          </div>
          <AccountTable figures={figures} names={accounts} onChange={setAccounts} />
        </div>
      )}
    </Screen>
  )
}
