/** Lifts a payload of one version of a command to the next. */
type Upcast = (payload: unknown) => unknown

/** For each command, by the version a payload has: how it becomes the next one. Every version ever shipped stays. */
const UPCASTS: Readonly<Record<string, Readonly<Record<number, Upcast>>>> = {}

/** A payload of any shipped version as the newest command takes it. Throws when a step is missing. */
export function upcast(name: string, from: number, to: number, payload: unknown, upcasts = UPCASTS): unknown {
  let lifted = payload
  for (let version = from; version < to; version++) {
    const step = upcasts[name]?.[version]
    if (!step) throw new Error(`${name} has no way from version ${version} to ${version + 1}`)
    lifted = step(lifted)
  }
  return lifted
}
