/** True when two inputs ask about the same records: the fields that hold ids are equal. */
export function isSameSubject(a: unknown, b: unknown): boolean {
  const keys = new Set([...idFields(a), ...idFields(b)])
  return [...keys].every(key => field(a, key) === field(b, key))
}

function idFields(input: unknown): string[] {
  return typeof input === 'object' && input !== null
    ? Object.keys(input).filter(key => key.endsWith('Id'))
    : []
}

function field(input: unknown, key: string): unknown {
  return (input as Record<string, unknown>)[key] ?? null
}
