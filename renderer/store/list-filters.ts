import { create } from 'zustand'
import { useSession } from './session.ts'

interface ListFilters {
  /** By {@link key}. */
  filters: Record<string, object>
  set(key: string, filter: object): void
}

const useListFilters = create<ListFilters>(set => ({
  filters: {},
  set(key, filter) {
    window.localStorage.setItem(key, JSON.stringify(filter))
    set(state => ({ filters: { ...state.filters, [key]: filter } }))
  },
}))

/** Sets the filter that a user's list will have when it is next on screen: for figures that lead to the rows behind them. */
export function setListFilter(id: string, filter: object): void {
  const userId = useSession.getState().session?.user?.id ?? ''
  useListFilters.getState().set(`florin.filter.${userId}.${id}`, filter)
}

/** Whether a list shows less, or else, than as delivered; and the way back to that. */
export interface KeptFilter {
  isFiltered: boolean
  clear(): void
}

/** A list's filter, as this user last left it on this computer. */
export function useListFilter<F extends object>(
  id: string,
  initial: F,
): [F, (changed: Partial<F>) => void, KeptFilter] {
  const userId = useSession(state => state.session?.user?.id ?? '')
  const key = `florin.filter.${userId}.${id}`
  const held = useListFilters(state => state.filters[key]) as F | undefined
  const filter = held ?? recalledFilter(window.localStorage.getItem(key), initial)
  const { set } = useListFilters.getState()
  return [
    filter,
    changed => set(key, { ...filter, ...changed }),
    { isFiltered: isFiltered(filter, initial), clear: () => set(key, initial) },
  ]
}

/** Whether a filter is any other than the list is delivered with. */
export function isFiltered<F extends object>(filter: F, initial: F): boolean {
  return (Object.keys(initial) as (keyof F)[]).some(
    name => JSON.stringify(filter[name]) !== JSON.stringify(initial[name]),
  )
}

/** Reads a remembered filter: what a list no longer filters by is left out, and what it never was asked is as delivered. */
export function recalledFilter<F extends object>(text: string | null, initial: F): F {
  const kept: unknown = text === null ? null : parsed(text)
  if (typeof kept !== 'object' || kept === null) return initial
  const fields = Object.entries(kept).filter(
    ([name, value]) => Object.hasOwn(initial, name) && typeof value === typeof initial[name as keyof F],
  )
  return { ...initial, ...Object.fromEntries(fields) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
