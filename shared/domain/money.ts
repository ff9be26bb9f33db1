/** Money is integer cents; unit prices are integer ten-thousandths (`priceE4`). */

/** `numerator / denominator` rounded half away from zero, exact at any size that fits a bigint. */
export function divideHalfUp(numerator: bigint, denominator: bigint): number {
  const negative = numerator < 0n
  const magnitude = negative ? -numerator : numerator
  const rounded = (magnitude * 2n + denominator) / (denominator * 2n)
  return Number(negative ? -rounded : rounded)
}

/** The price of `count` units in cents, rounded half up once. */
export function extendCents(count: number, priceE4: number): number {
  return divideHalfUp(BigInt(count) * BigInt(priceE4), 100n)
}

/** `rateBps` basis points, at most to a tenth, of an amount, in cents, rounded half up once. */
export function percentCents(amountCents: number, rateBps: number): number {
  return divideHalfUp(BigInt(amountCents) * BigInt(Math.round(rateBps * 10)), 100_000n)
}

/** The sum of a list of cents. */
export function sumCents(amounts: Iterable<number>): number {
  let total = 0
  for (const amount of amounts) total += amount
  return total
}
