/** A person's name where room is short: `Marisol Duarte` is `M. Duarte`; one word stays. */
export function shortName(name: string): string {
  const [first = '', ...rest] = name.trim().split(/\s+/)
  const initial = [...first][0]
  return rest.length === 0 || initial === undefined ? name : `${initial}. ${rest.join(' ')}`
}
