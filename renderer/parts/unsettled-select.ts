/**
 * True when a searchable select of a form holds text that was not chosen: it then says so, or takes the only choice that fits,
 * and has the keyboard. What it stood for before must not be saved in place of what was typed.
 */
export function unsettledSelect(form: ParentNode | null): boolean {
  const field = form?.querySelector<HTMLElement>('[data-unsettled]')
  if (!field) return false
  field.focus()
  field.blur()
  field.focus()
  return true
}
