import type { Random } from './ids.ts'

/** Randomness that is the same for the same seed, on every machine. Never for secrets. */
export interface SeededRandom extends Random {
  /** A number in [0, 1). */
  fraction(): number
  /** An integer in [from, to], both included. */
  between(from: number, to: number): number
  /** True with this probability. */
  chance(probability: number): boolean
  /** One of the list, which must not be empty. */
  pick<T>(list: readonly T[]): T
}

/** Opens the stream of a seed (sfc32). */
export function seededRandom(seed: number): SeededRandom {
  const state = Uint32Array.of(0x9e3779b9, 0x243f6a88, seed, 1)
  const next = (): number => {
    const [a, b, c, d] = state as unknown as [number, number, number, number]
    const sum = (a + b + d) >>> 0
    state[3] = d + 1
    state[0] = b ^ (b >>> 9)
    state[1] = c + (c << 3)
    state[2] = ((c << 21) | (c >>> 11)) + sum
    return sum
  }
  for (let round = 0; round < 12; round++) next()
  const random: SeededRandom = {
    bytes: count => Uint8Array.from({ length: count }, () => next() >>> 24),
    fraction: () => next() / 0x1_0000_0000,
    between: (from, to) => from + Math.floor(random.fraction() * (to - from + 1)),
    chance: probability => random.fraction() < probability,
    pick: list => list[random.between(0, list.length - 1)]!,
  }
  return random
}
