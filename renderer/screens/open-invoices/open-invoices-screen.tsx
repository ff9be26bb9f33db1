import { CloseButton, Tooltip } from '@mantine/core'
import { useMemo, useState } from 'react'
import { BUCKETS } from '../../../shared/domain/collections/age-bucket.ts'
import type { PayloadOf } from '../../../shared/domain/commands.ts'
import type { InvoiceListRow } from '../../../shared/protocol/list-rows.ts'
import { ask } from '../../app/ask.ts'
import { useIssue } from '../../app/issues.ts'
import { navigate, pathTo, useRoute } from '../../app/router.ts'
import { useList } from '../../app/use-list.ts'
import { ChipBar } from '../../parts/chip-bar.tsx'
import { ClearSearch } from '../../parts/clear-search.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { explainNumber } from '../../parts/explain/explain-number.ts'
import { formatCents } from '../../parts/format-money.ts'
import { ListGrid } from '../../parts/list-grid.tsx'
import { ReasonButton } from '../../parts/reason-button.tsx'
import { RunStrip } from '../../parts/run/run-strip.tsx'
import { Screen } from '../../parts/screen.tsx'
import { SearchField } from '../../parts/search-field.tsx'
import { Tag } from '../../parts/status-tag.tsx'
import { useSelection } from '../../parts/use-selection.ts'
import { useListFilter } from '../../store/list-filters.ts'
import { useSession, useToday } from '../../store/session.ts'
import { useWords, type Words } from '../../words/use-words.ts'
import { EmailDialog } from '../email-dialog/email-dialog.tsx'
import { LinksDialog, type LinksFrom } from '../sending/links-dialog.tsx'
import { linksRun } from '../sending/links-run.ts'
import { invoiceColumns } from './invoice-columns.tsx'
import { InvoicePanel } from './invoice-panel.tsx'
import type { InvoiceDeeds } from './invoice-row-menu.tsx'
import { InvoiceSelection } from './invoice-selection.tsx'
import { PhoneDialog } from './phone-dialog.tsx'
import { useSelectedDeeds } from './use-selected-deeds.ts'

type Chip = 'all' | 'past-due' | 'no-link' | 'opened-unpaid' | 'undelivered'

const CHIPS: readonly Chip[] = ['all', 'past-due', 'no-link', 'opened-unpaid', 'undelivered']
const COUNTS = {
  all: 'all',
  'past-due': 'pastDue',
  'no-link': 'noLink',
  'opened-unpaid': 'openedUnpaid',
  undelivered: 'undelivered',
} as const
const SORT = { column: 'dueOn', descending: false }

/** The invoices that links are to be sent for, and how they were chosen. */
interface AskedLinks {
  invoiceIds: readonly string[]
  from: LinksFrom
}

/** What customers owe, invoice by invoice, and how far each one's mail and link have come. */
export function OpenInvoicesScreen() {
  const words = useWords()
  const w = words.invoices
  const route = useRoute()
  const company = useSession(state => state.session?.company)
  const [asking, setAsking] = useState<AskedLinks | null>(null)
  // These dialogs outlive the selection: what is typed stays when its invoice leaves the list.
  const [emailing, setEmailing] = useState<string | null>(null)
  const [phoning, setPhoning] = useState<Parameters<InvoiceDeeds['onPhone']>[0] | null>(null)
  // A refused request to send links, to be looked at again: with the invoices that are open now.
  const issue = useIssue()
  const [reopened, setReopened] = useState<string | null>(null)
  if (issue?.name === 'links.email' && issue.id !== reopened) {
    setReopened(issue.id)
    setAsking({ from: 'one', invoiceIds: (issue.payload as PayloadOf<'links.email'>).invoiceIds })
  }
  const [filter, setFilter, kept] = useListFilter<{ chip: Chip; search: string; bucket: number | null }>(
    'invoices',
    {
      chip: 'all',
      search: '',
      bucket: null,
    },
  )
  const { selected, outOfSight, clear, onSelect } = useSelection<InvoiceListRow>()
  const { source, latest } = useList('invoices.open', filter)
  const deeds = useSelectedDeeds(selected)
  const askSelected = (invoiceIds: readonly string[]) => setAsking({ from: 'selection', invoiceIds })
  const askAll = async () => setAsking({ from: 'list', invoiceIds: await ask('links.chosen', filter) })
  const today = useToday()
  const isAll = filter.chip === 'all' && filter.search === '' && filter.bucket === null
  const columns = useMemo(() => {
    const total = () => explainNumber({ figure: 'open', customer: null, asOf: today })
    const onSendLinks = (invoiceIds: readonly string[]) => setAsking({ from: 'one', invoiceIds })
    const ofRow = { onEmail: setEmailing, onPhone: setPhoning, onSendLinks }
    return invoiceColumns(words, today, { total: isAll ? total : null, deeds: ofRow })
  }, [words, today, isAll])

  const [emptyTitle, emptyHint] =
    filter.search === '' ? w.empty[filter.chip]! : [w.emptySearch(filter.search), w.emptySearchHint]

  return (
    <Screen
      title={w.title}
      beside={
        filter.bucket !== null &&
        company && (
          <Tag tone="blue">
            {bucketName(BUCKETS[company.ageBasis][filter.bucket] ?? '', words)}{' '}
            <CloseButton
              size={18}
              iconSize={12}
              aria-label={w.allAges}
              onClick={() => setFilter({ bucket: null })}
            />
          </Tag>
        )
      }
      actions={
        <>
          <SearchField
            kept={kept}
            placeholder={w.search}
            initial={filter.search}
            onSearch={search => setFilter({ search })}
          />
          <ReasonButton
            reason={deeds.whyNoLinks}
            variant="default"
            disabled={selected.length === 0 && (!latest || latest.count === 0)}
            onClick={() => (selected.length > 0 ? askSelected(deeds.invoiceIds) : void askAll())}
          >
            {words.sending.sendLinks}
          </ReasonButton>
          <ReasonButton reason={deeds.whyNoPayment} href={`#${deeds.receivePath}`}>
            {w.receivePayment}
          </ReasonButton>
        </>
      }
    >
      <ChipBar
        name={w.filters}
        chips={CHIPS.map(chip => ({
          value: chip,
          label: w.chips[chip],
          count: latest?.chips[COUNTS[chip]],
        }))}
        value={filter.chip}
        onChange={chip => setFilter({ chip })}
      >
        {company && (
          <Tooltip label={w.agingHint[company.ageBasis]} multiline w={300} position="bottom-end">
            <span>{w.agingBy[company.ageBasis]}</span>
          </Tooltip>
        )}
      </ChipBar>
      <RunStrip run={linksRun} text={words.sending.linksStrip} show={words.sending.show} />
      <ListGrid
        {...source}
        id="open-invoices"
        name={w.title}
        columns={columns}
        rowId={row => row.invoiceId}
        sort={SORT}
        totals={
          latest
            ? {
                number: w.count(latest.count),
                totalCents: formatCents(latest.totalCents),
                paidCents: formatCents(latest.totalCents - latest.openCents),
                openCents: formatCents(latest.openCents),
              }
            : undefined
        }
        onOpen={row => navigate(pathTo('invoice', { invoiceId: row.invoiceId }))}
        onSelect={onSelect}
        keepsSelection
        about={[
          filter.chip !== 'all' && w.chips[filter.chip],
          filter.search !== '' && words.exports.searched(filter.search),
        ]
          .filter(Boolean)
          .join('  ·  ')}
        empty={
          <EmptyState
            title={emptyTitle}
            hint={emptyHint}
            action={<ClearSearch search={filter.search} onClear={setFilter} />}
          />
        }
      />
      {selected.length > 0 && (
        <InvoiceSelection
          selected={selected}
          more={{ outOfSight, clear }}
          onEmail={setEmailing}
          onPhone={setPhoning}
          onSendLinks={askSelected}
        />
      )}
      {phoning !== null && <PhoneDialog {...phoning} onClose={() => setPhoning(null)} />}
      {emailing !== null && <EmailDialog invoiceId={emailing} opened onClose={() => setEmailing(null)} />}
      <LinksDialog
        invoiceIds={asking?.invoiceIds ?? null}
        from={asking?.from ?? 'one'}
        onClose={() => setAsking(null)}
      />
      <InvoicePanel
        invoiceId={route?.name === 'invoice' ? (route.params.invoiceId ?? null) : null}
        onClose={() => navigate(pathTo('invoices'))}
      />
    </Screen>
  )
}

function bucketName(label: string, { home }: Words): string {
  return label === 'current' ? home.current : home.days(label)
}
