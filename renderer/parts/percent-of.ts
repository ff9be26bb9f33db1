/** Basis points as a percentage with the decimals they have: `8.875` for 887.5. */
export function percentOf(bps: number): string {
  return String(Math.round(bps * 10) / 1000)
}
