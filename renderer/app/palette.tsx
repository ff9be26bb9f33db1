import { useDebouncedValue } from '@mantine/hooks'
import { createSpotlight, Spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { formatCents } from '../parts/format-money.ts'
import { useSession } from '../store/session.ts'
import { useWords } from '../words/use-words.ts'
import { matchesWords } from './matches-words.ts'
import { navigate, pathTo } from './router.ts'
import { maySee, sectionsFor } from './sections.ts'
import { useAsk } from './use-ask.ts'

const HITS = 5

const [store, palette] = createSpotlight()

/** Opens the palette. */
export const openPalette = palette.open

/** Ctrl+K: goes to any screen, customer, open invoice or order by typing a piece of it. */
export function Palette() {
  const words = useWords().shell
  const rights = useSession(state => state.session?.rights) ?? []
  const [query, setQuery] = useState('')
  const [search] = useDebouncedValue(query.trim(), 120)
  const enabled = search !== ''
  const seesInvoices = maySee('invoices', rights)
  const seesOrders = maySee('orders', rights)
  const seesCustomers = maySee('customer', rights)
  const customers = useAsk(
    'customers.search',
    { text: search, limit: HITS },
    { enabled: enabled && seesCustomers },
  )
  const invoices = useAsk('invoices.open', { search, limit: HITS }, { enabled: enabled && seesInvoices })
  const orders = useAsk('orders.summary', { search, limit: HITS }, { enabled: enabled && seesOrders })

  const screens = sectionsFor(rights)
    .flatMap(section => section.links)
    .filter(link => matchesWords(query, words[link.word]))
  const customerHits = (enabled && customers.data) || []
  const invoiceHits = (enabled && invoices.data?.rows) || []
  const orderHits = (enabled && orders.data?.rows) || []
  const nothing = screens.length + customerHits.length + invoiceHits.length + orderHits.length === 0

  // The first hit is chosen once hits arrive, so that Enter goes there.
  const hits = [
    ...screens.map(link => link.route),
    ...customerHits.map(hit => hit.customerId),
    ...invoiceHits.map(hit => hit.invoiceId),
    ...orderHits.map(hit => hit.orderId),
  ].join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the hits are what changes
  useEffect(() => selectFirst(), [hits])

  return (
    <Spotlight.Root
      store={store}
      overlayProps={{ backgroundOpacity: 0.25, blur: 0 }}
      attributes={{ content: { 'aria-label': words.find } }}
      query={query}
      onQueryChange={setQuery}
      shortcut="mod + K"
      scrollable
      maxHeight={420}
    >
      <Spotlight.Search placeholder={words.palette} leftSection={<IconSearch size={17} aria-hidden />} />
      <Spotlight.ActionsList>
        {screens.length > 0 && (
          <Spotlight.ActionsGroup label={words.paletteScreens}>
            {screens.map(link => (
              <Spotlight.Action
                key={link.route}
                label={words[link.word]}
                rightSection={link.shortcut}
                onClick={() => navigate(pathTo(link.route))}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {customerHits.length > 0 && (
          <Spotlight.ActionsGroup label={words.paletteCustomers}>
            {customerHits.map(hit => (
              <Spotlight.Action
                key={hit.customerId}
                label={`${hit.name} · ${hit.code}`}
                rightSection={words.openBalance(formatCents(hit.openCents))}
                onClick={() => navigate(pathTo('customer', { customerId: hit.customerId }))}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {invoiceHits.length > 0 && (
          <Spotlight.ActionsGroup label={words.paletteInvoices}>
            {invoiceHits.map(hit => (
              <Spotlight.Action
                key={hit.invoiceId}
                label={`${hit.number} · ${hit.customerName}`}
                rightSection={words.openBalance(formatCents(hit.openCents))}
                onClick={() => navigate(pathTo('invoice', { invoiceId: hit.invoiceId }))}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {orderHits.length > 0 && (
          <Spotlight.ActionsGroup label={words.paletteOrders}>
            {orderHits.map(hit => (
              <Spotlight.Action
                key={hit.orderId}
                label={`${hit.number} · ${hit.customerName}`}
                rightSection={formatCents(hit.totalCents)}
                onClick={() => navigate(pathTo('order', { orderId: hit.orderId }))}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {nothing && <Spotlight.Empty>{words.paletteEmpty}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

// Spotlight marks the chosen action on the element itself, and only when the query changes.
function selectFirst() {
  const { listId, opened } = store.getState()
  const list = opened ? document.getElementById(listId) : null
  if (!list) return
  for (const chosen of list.querySelectorAll('[data-selected]')) chosen.removeAttribute('data-selected')
  list.querySelector('[data-action]')?.setAttribute('data-selected', 'true')
  store.updateState(state => ({ ...state, selected: 0 }))
}
