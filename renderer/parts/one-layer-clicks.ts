/** What opens over a page, as Mantine names its parts. */
const LAYERS =
  '.mantine-Modal-root, .mantine-Drawer-root, .mantine-Spotlight-root, .mantine-Popover-dropdown, .mantine-Menu-dropdown'
const HEARD = ['mousedown', 'mouseup', 'click', 'dblclick'] as const

/**
 * Keeps the second click of a double click from what its first click opened or uncovered: it presses nothing that lies
 * beneath a dialog that closed, and closes no dialog that opened. Returns how to stop.
 */
export function keepClicksInOneLayer(page: Window): () => void {
  let first: Element | null = null

  function judge(event: MouseEvent) {
    const layer = event.target instanceof Element ? event.target.closest(LAYERS) : null
    if (event.type === 'mousedown' && event.detail <= 1) first = layer
    if (event.detail <= 1 || layer === first) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }

  for (const type of HEARD) page.addEventListener(type, judge, { capture: true })
  return () => {
    for (const type of HEARD) page.removeEventListener(type, judge, { capture: true })
  }
}
