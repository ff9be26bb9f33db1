import { create } from 'zustand'

interface ListFilters {
  filters: Record<string, object>
  set(id: string, filter: object): void
}

const useListFilters = create<ListFilters>(set => ({
  filters: {},
  set: (id, filter) => set(state => ({ filters: { ...state.filters, [id]: filter } })),
}))

/** Sets the filter that a list will have when it is next on screen: for figures that lead to the rows behind them. */
export function setListFilter(id: string, filter: object): void {
  useListFilters.getState().set(id, filter)
}

/** A list's filter, as the user left it while the window is open. */
export function useListFilter<F extends object>(id: string, initial: F): [F, (changed: Partial<F>) => void] {
  const filter = (useListFilters(state => state.filters[id]) as F | undefined) ?? initial
  return [filter, changed => useListFilters.getState().set(id, { ...filter, ...changed })]
}
