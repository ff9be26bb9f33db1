import { type ReactNode, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'

/** Places outside React's tree, such as cells of a grid, in which React shows something. */
export interface Portals {
  show(place: HTMLElement, content: ReactNode): void
  leave(place: HTMLElement): void
  subscribe(listener: () => void): () => void
  shown(): ReadonlyMap<HTMLElement, ReactNode>
}

/** No places at first. */
export function createPortals(): Portals {
  let shown: ReadonlyMap<HTMLElement, ReactNode> = new Map()
  const listeners = new Set<() => void>()
  function become(next: Map<HTMLElement, ReactNode>) {
    shown = next
    for (const listener of listeners) listener()
  }
  return {
    show: (place, content) => become(new Map(shown).set(place, content)),
    leave(place) {
      const next = new Map(shown)
      if (next.delete(place)) become(next)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    shown: () => shown,
  }
}

const keys = new WeakMap<HTMLElement, string>()
let lastKey = 0

/** Draws what is shown in these places. */
export function ShownPortals({ portals }: { portals: Portals }) {
  const shown = useSyncExternalStore(portals.subscribe, portals.shown)
  return [...shown].map(([place, content]) => createPortal(content, place, keyOf(place)))
}

function keyOf(place: HTMLElement): string {
  const key = keys.get(place) ?? String(++lastKey)
  keys.set(place, key)
  return key
}
