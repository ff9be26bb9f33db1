/** A parameter of a Stripe call: Stripe's bodies are forms whose keys nest in brackets. */
export type Param = string | Param[] | { [key: string]: Param }

/** Reads `a[b][0]=c` as `{a: {b: ['c']}}`; indexed and empty brackets make lists. */
export function readForm(text: string): Record<string, Param> {
  const root: Record<string, Param> = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const keys = [name.replace(/\[.*$/, ''), ...[...name.matchAll(/\[([^\]]*)\]/g)].map(match => match[1]!)]
    put(root, keys, value)
  }
  return listed(root) as Record<string, Param>
}

function put(at: Record<string, Param>, [key = '', ...rest]: string[], value: string): void {
  const name = key === '' ? String(Object.keys(at).length) : key
  if (rest.length === 0) {
    at[name] = value
    return
  }
  at[name] ??= {}
  put(at[name] as Record<string, Param>, rest, value)
}

function listed(value: Param): Param {
  if (typeof value === 'string' || Array.isArray(value)) return value
  const entries = Object.entries(value).map(([key, each]) => [key, listed(each)] as const)
  const isList = entries.length > 0 && entries.every(([key], at) => key === String(at))
  return isList ? entries.map(([, each]) => each) : Object.fromEntries(entries)
}
