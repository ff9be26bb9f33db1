/** How a field in a list of rows is called: above its column, and with its row's number for who can't see the columns. */
export function named(label: string, place: number): { label?: string; 'aria-label': string } {
  const spoken = { 'aria-label': `${label} ${place + 1}` }
  return place === 0 ? { label, ...spoken } : spoken
}
