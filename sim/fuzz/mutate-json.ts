import type { SeededRandom } from '../../shared/lib/seeded-random.ts'
import { hostileText, hostileValue, RawJson } from './hostile-values.ts'

/** The JSON text of a value; {@link RawJson} within stands as it is written. */
export function printJson(value: unknown): string {
  if (value instanceof RawJson) return value.text
  if (Array.isArray(value)) return `[${value.map(printJson).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined)
    return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${printJson(field)}`).join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

/** The value with one place of it made hostile: replaced, taken away, doubled, renamed or joined by another. */
export function mutateJson(value: unknown, random: SeededRandom): unknown {
  const places = placesOf(value, [])
  const place = random.pick(places)
  return changeAt(value, place, target => disturb(target, random))
}

type Place = readonly (string | number)[]

function placesOf(value: unknown, here: Place): Place[] {
  if (value instanceof RawJson || typeof value !== 'object' || value === null) return [here]
  const entries = Array.isArray(value)
    ? value.map((field, at) => [at, field] as const)
    : Object.entries(value)
  return [here, ...entries.flatMap(([name, field]) => placesOf(field, [...here, name]))]
}

function changeAt(value: unknown, [head, ...rest]: Place, change: (value: unknown) => unknown): unknown {
  if (head === undefined) return change(value)
  if (Array.isArray(value)) {
    return value.map((field, at) => (at === head ? changeAt(field, rest, change) : field))
  }
  const fields = value as Record<string, unknown>
  return { ...fields, [head]: changeAt(fields[head], rest, change) }
}

function disturb(value: unknown, random: SeededRandom): unknown {
  const isObject = typeof value === 'object' && value !== null && !(value instanceof RawJson)
  if (!isObject || random.chance(0.2)) return random.chance(0.1) ? undefined : hostileValue(random)
  if (Array.isArray(value)) {
    return random.pick([
      () => [...value, hostileValue(random)],
      () => [...value, ...value],
      () => ({ ...value }),
      () => Array.from({ length: 60 }, () => value[0] ?? null),
    ])()
  }
  const fields = value as Record<string, unknown>
  const name = random.pick(Object.keys(fields).concat('id'))
  return random.pick([
    () => without(fields, name),
    () => ({ ...fields, [hostileText(random)]: hostileValue(random) }),
    () => ({ ...without(fields, name), [name.toUpperCase()]: fields[name] }),
    () => doubled(fields, name, hostileValue(random)),
    () => [fields],
    () => new RawJson(`{"__proto__":${printJson(fields)}}`),
  ])()
}

function without(fields: Record<string, unknown>, name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([each]) => each !== name))
}

/** The last of two fields of one name counts in most parsers, the first in some. */
function doubled(fields: Record<string, unknown>, name: string, value: unknown): RawJson {
  const text = printJson(fields)
  return new RawJson(
    `${text.slice(0, -1)}${text === '{}' ? '' : ','}${JSON.stringify(name)}:${printJson(value)}}`,
  )
}
