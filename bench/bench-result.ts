/** One figure beside the floor measured in the same run. Medians, in milliseconds unless the name says otherwise. */
export interface BenchResult {
  name: string
  floorMs: number
  oursMs: number
  /** Ours over the floor; for requests per second the floor's time over ours. */
  ratio: number
  aim: string
  met: boolean
  /** What the figures are, and why an aim is missed where it is. */
  note: string
}

/** The middle of a list of measurements. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Milliseconds a piece of work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}
