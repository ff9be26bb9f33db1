const WAIT_MS = 250

/**
 * Tells of changes at once, and of those that follow within a quarter of a second all together: a run of a thousand commands must
 * not have every list read a thousand times.
 */
export function gatherChanges(
  tell: (tables: readonly string[]) => void,
  wait: (then: () => void) => void = then => setTimeout(then, WAIT_MS),
): (tables: readonly string[]) => void {
  const gathered = new Set<string>()
  let isWaiting = false

  function flush(): void {
    isWaiting = false
    if (gathered.size === 0) return
    const tables = [...gathered]
    gathered.clear()
    hold()
    tell(tables)
  }

  function hold(): void {
    isWaiting = true
    wait(flush)
  }

  return tables => {
    for (const table of tables) gathered.add(table)
    if (!isWaiting) flush()
  }
}
