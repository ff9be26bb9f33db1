type Listener = (tables: readonly string[]) => void

const listeners = new Set<Listener>()

/** Calls back after rows of these tables changed; answers the function that stops it. */
export function onChanges(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Tells everyone that rows of these tables changed. */
export function announceChanges(tables: readonly string[]): void {
  for (const listener of listeners) listener(tables)
}
