import type { KeyboardEvent } from 'react'

/**
 * Does what Ctrl+Enter, or ⌘Enter, does in a form, once for each press: a held key repeats itself, and must neither send what was just
 * refused nor begin the next.
 */
export function onRecordKey(event: KeyboardEvent, act: () => void): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  event.stopPropagation()
  if (!event.repeat) act()
}
