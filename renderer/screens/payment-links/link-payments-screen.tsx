import { SegmentedControl } from '@mantine/core'
import { useMemo } from 'react'
import { LINK_PAYMENT_CHIPS, type LinkPaymentChip } from '../../../shared/protocol/link-money-asks.ts'
import { navigate, pathTo, useRoute } from '../../app/router.ts'
import { useList } from '../../app/use-list.ts'
import { ChipBar } from '../../parts/chip-bar.tsx'
import { ClearSearch } from '../../parts/clear-search.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { formatCents } from '../../parts/format-money.ts'
import { ListGrid } from '../../parts/list-grid.tsx'
import { Screen } from '../../parts/screen.tsx'
import { SearchField } from '../../parts/search-field.tsx'
import { useListFilter } from '../../store/list-filters.ts'
import { useWords } from '../../words/use-words.ts'
import { linkPaymentColumns } from './link-payment-columns.tsx'
import { LinkPaymentPanel } from './link-payment-panel.tsx'
import { MoneyTabs } from './money-tabs.tsx'

const SORT = { column: 'at', descending: true }
const SPANS = ['30', '90', '365'] as const

/** Money that came by payment links: what was charged, what the gateway kept, and how it stands. */
export function LinkPaymentsScreen() {
  const words = useWords()
  const w = words.linkMoney
  const route = useRoute()
  const [filter, setFilter, kept] = useListFilter<{ chip: LinkPaymentChip; search: string; days: number }>(
    'link-payments',
    { chip: 'all', search: '', days: 30 },
  )
  const { source, latest } = useList('link-payments.list', filter)
  const columns = useMemo(() => linkPaymentColumns(words), [words])
  return (
    <Screen
      title={words.links.title}
      beside={<MoneyTabs on="payments" />}
      actions={
        <SearchField
          kept={kept}
          placeholder={w.search}
          initial={filter.search}
          onSearch={search => setFilter({ search })}
        />
      }
    >
      <ChipBar<LinkPaymentChip>
        name={w.which}
        chips={LINK_PAYMENT_CHIPS.map(value => ({
          value,
          label: w.chips[value],
          count: latest?.chips[value],
        }))}
        value={filter.chip}
        onChange={chip => setFilter({ chip })}
      >
        <SegmentedControl
          aria-label={w.since}
          data={SPANS.map(value => ({ value, label: w.days(Number(value)) }))}
          value={String(filter.days)}
          onChange={days => setFilter({ days: Number(days) })}
        />
      </ChipBar>
      <ListGrid
        {...source}
        id="link-payments"
        name={w.tab.payments}
        columns={columns}
        rowId={row => row.paymentId ?? row.linkId ?? ''}
        sort={SORT}
        totals={
          latest
            ? {
                number: w.count(latest.count),
                grossCents: formatCents(latest.grossCents),
                feeCents: formatCents(latest.feeCents),
                netCents: formatCents(latest.netCents),
                returnedCents: formatCents(latest.returnedCents),
              }
            : undefined
        }
        onOpen={({ paymentId, customerId }) =>
          navigate(
            paymentId === null ? pathTo('customer', { customerId }) : pathTo('linkPayment', { paymentId }),
          )
        }
        empty={
          <EmptyState
            title={filter.search === '' ? w.none : w.noneFound(filter.search)}
            hint={filter.search === '' ? w.noneHint : w.noneFoundHint}
            action={<ClearSearch search={filter.search} onClear={setFilter} />}
          />
        }
      />
      <LinkPaymentPanel
        paymentId={route?.name === 'linkPayment' ? (route.params.paymentId ?? null) : null}
        onClose={() => navigate(pathTo('linkPayments'))}
      />
    </Screen>
  )
}
