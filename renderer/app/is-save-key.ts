/** True for Ctrl+S, and for ⌘S. */
export function isSaveKey(event: { key: string; ctrlKey: boolean; metaKey: boolean }): boolean {
  return (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's'
}
