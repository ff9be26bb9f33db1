import type { Random } from '../../shared/lib/ids.ts'

const POOL_BYTES = 4096

/** Draws randomness by the page and hands it out in slices, each byte once: a draw costs as much for 9 bytes as for 4,096. */
export function createRandomPool(random: Random): Random {
  let pool: Uint8Array = new Uint8Array(0)
  let used = 0
  return {
    bytes(count) {
      if (count > POOL_BYTES) return random.bytes(count)
      if (used + count > pool.length) {
        pool = random.bytes(POOL_BYTES)
        used = 0
      }
      used += count
      return pool.slice(used - count, used)
    },
  }
}
