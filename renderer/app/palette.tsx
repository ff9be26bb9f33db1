import { useMantineColorScheme } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { createSpotlight, Spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useState } from 'react'
import type { FoundDocument } from '../../shared/protocol/find-asks.ts'
import { formatCents } from '../parts/format-money.ts'
import { useRecent } from '../store/recent.ts'
import { useSession } from '../store/session.ts'
import { chooseLook } from '../store/ui.ts'
import { useLanguage } from '../words/language.ts'
import { useWords } from '../words/use-words.ts'
import { useAmountHits } from './amount-hits.ts'
import { ask } from './ask.ts'
import { logOut } from './log-out.ts'
import { matchesWords } from './matches-words.ts'
import { navigate, pathTo } from './router.ts'
import { maySee, sectionsFor } from './sections.ts'
import { openShortcuts } from './shortcuts.tsx'
import { isCurrent, useAsk } from './use-ask.ts'

const HITS = 5
/** No number or reference is longer. */
const LONGEST = 60

const [store, palette] = createSpotlight()

/** Opens the palette. */
export const openPalette = palette.open

interface Entry {
  key: string
  label: string
  aside?: string | undefined
  go(): void
}

/** Ctrl+K: goes to any screen, customer or document, and does what can be done from anywhere, by typing a piece of it. */
export function Palette() {
  const words = useWords().shell
  const [query, setQuery] = useState('')
  const { groups, isSettled } = useGroups(query)

  // The first hit is chosen once hits arrive, so that Enter goes there.
  const hits = groups.flatMap(group => group.entries.map(entry => entry.key)).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the hits are what changes
  useEffect(() => selectFirst(), [hits])

  // Enter means what was typed, not what was found for a part of it: until the hits are those, it waits.
  const [isEntered, setIsEntered] = useState(false)
  useEffect(() => {
    if (!isEntered || !isSettled) return
    setIsEntered(false)
    shownList()?.querySelector<HTMLElement>('[data-selected]')?.click()
  }, [isEntered, isSettled])
  function enter(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || isSettled) return
    event.preventDefault()
    event.stopPropagation()
    setIsEntered(true)
  }
  function type(text: string) {
    setIsEntered(false)
    setQuery(text)
  }

  return (
    <Spotlight.Root
      store={store}
      overlayProps={{ backgroundOpacity: 0.25, blur: 0 }}
      attributes={{ content: { 'aria-label': words.find } }}
      query={query}
      onQueryChange={type}
      // At once, both ways: what is typed next is for what comes next, never for a palette on its way out.
      transitionProps={{ duration: 0 }}
      shortcut="mod + K"
      tagsToIgnore={[]}
      triggerOnContentEditable
      scrollable
      maxHeight={420}
      centered={false}
    >
      <Spotlight.Search
        placeholder={words.palette}
        leftSection={<IconSearch size={17} aria-hidden />}
        onKeyDownCapture={enter}
      />
      <Spotlight.ActionsList>
        {groups.map(group => (
          <Spotlight.ActionsGroup key={group.label} label={group.label}>
            {group.entries.map(entry => (
              <Spotlight.Action
                key={entry.key}
                label={entry.label}
                rightSection={entry.aside}
                onClick={entry.go}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groups.length === 0 && <Spotlight.Empty>{words.paletteEmpty}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

/**
 * What the palette offers for what is typed: recent records while nothing is, and no empty groups. `isSettled` once
 * that is all of it.
 */
function useGroups(query: string): { groups: { label: string; entries: Entry[] }[]; isSettled: boolean } {
  const words = useWords().shell
  const rights = useSession(state => state.session?.rights) ?? []
  const userId = useSession(state => state.session?.user?.id ?? '')
  const recent = useRecent(state => state.byUser[userId]) ?? []
  const [search] = useDebouncedValue(query.trim(), 120)
  const typed = search !== '' && query.trim() !== ''
  const customers = useAsk('customers.search', { text: search, limit: HITS }, { enabled: typed })
  const documents = useAsk(
    'documents.find',
    { number: search.slice(0, LONGEST), references: true, limit: HITS },
    { enabled: typed },
  )
  const actions = useActions()

  const screens = sectionsFor(rights)
    .flatMap(section => section.links)
    .map(
      (link): Entry => ({
        key: link.route,
        label: words[link.word],
        aside: link.shortcut,
        go: () => navigate(pathTo(link.route)),
      }),
    )
  const named = (entries: readonly Entry[]) => entries.filter(({ label }) => matchesWords(query, label))
  const customerHits = (typed && customers.data) || []
  const amounts = useAmountHits(search, HITS, maySee('payments', rights))
  const best = customerHits[0]
  const forBest = (route: 'newOrder' | 'receivePayment', label: (name: string) => string): Entry[] =>
    best && maySee(route, rights)
      ? [
          {
            key: `${route} ${best.customerId}`,
            label: label(best.name),
            go: () => navigate(pathTo(route, {}, { customer: best.customerId })),
          },
        ]
      : []
  const amountIds = new Set(amounts.hits.map(({ id }) => id))
  const found = [
    ...((typed && documents.data) || []).filter(({ id }) => !amountIds.has(id)),
    ...amounts.hits.map(hit => ({ ...hit, reference: '' })),
  ]
  const documentsOf = (kind: FoundDocument['kind']): Entry[] =>
    found
      .filter(one => one.kind === kind)
      .map(one => ({
        key: one.id,
        label: [one.number, one.customerName, one.reference].filter(Boolean).join(' · '),
        aside:
          kind === 'order' || kind === 'credit' || amountIds.has(one.id)
            ? formatCents(one.cents)
            : words.openBalance(formatCents(one.cents)),
        go: () => navigate(pathTo(kind, { [`${kind}Id`]: one.id })),
      }))

  const groups = [
    {
      label: words.paletteRecent,
      entries:
        query.trim() === ''
          ? recent.map(({ kind, id, label }) => ({
              key: id,
              label,
              aside: words.recentKind[kind],
              go: () => navigate(pathTo(kind, { [`${kind}Id`]: id })),
            }))
          : [],
    },
    { label: words.paletteOrders, entries: documentsOf('order') },
    { label: words.paletteInvoices, entries: documentsOf('invoice') },
    { label: words.palettePayments, entries: documentsOf('payment') },
    { label: words.paletteCredits, entries: documentsOf('credit') },
    { label: words.paletteScreens, entries: named(screens) },
    { label: words.paletteActions, entries: named(actions) },
    {
      label: words.paletteCustomers,
      entries: [
        ...customerHits.map(hit => ({
          key: hit.customerId,
          label: `${hit.name} · ${hit.code}`,
          aside: words.openBalance(formatCents(hit.openCents)),
          go: () => navigate(pathTo('customer', { customerId: hit.customerId })),
        })),
        ...forBest('newOrder', words.newOrderFor),
        ...forBest('receivePayment', words.receiveFrom),
      ],
    },
  ].filter(group => group.entries.length > 0)
  const areHere = !typed || (isCurrent(customers) && isCurrent(documents) && amounts.isCurrent)
  const isSettled = search === query.trim() && areHere
  return { groups, isSettled }
}

/** What can be done from anywhere. */
function useActions(): Entry[] {
  const words = useWords().shell
  const rights = useSession(state => state.session?.rights) ?? []
  const language = useLanguage()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const actions: Entry[] = [
    { key: 'shortcuts', label: words.shortcuts, aside: '?', go: openShortcuts },
    { key: 'sync', label: words.sync.now, go: () => void ask('sync.now', {}) },
    {
      key: 'theme',
      label: colorScheme === 'dark' ? words.useLight : words.useDark,
      go: () => setColorScheme(colorScheme === 'dark' ? 'light' : 'dark'),
    },
    {
      key: 'language',
      label: words.otherLanguage,
      go: () => chooseLook({ language: language === 'es' ? 'en' : 'es' }),
    },
    {
      key: 'log-out',
      label: words.logOut,
      go: () => void logOut(),
    },
  ]
  if (!rights.includes('customers.edit')) return actions
  const add = () => navigate(pathTo('customer', { customerId: 'new' }))
  return [{ key: 'new-customer', label: words.newCustomer, go: add }, ...actions]
}

/** The actions on screen; null while the palette is closed. */
function shownList(): HTMLElement | null {
  const { listId, opened } = store.getState()
  return opened ? document.getElementById(listId) : null
}

// Spotlight marks the chosen action on the element itself, and only when the query changes.
function selectFirst() {
  const list = shownList()
  if (!list) return
  for (const chosen of list.querySelectorAll('[data-selected]')) chosen.removeAttribute('data-selected')
  list.querySelector('[data-action]')?.setAttribute('data-selected', 'true')
  store.updateState(state => ({ ...state, selected: 0 }))
}
