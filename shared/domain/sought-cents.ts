import { readTypedMoney } from '../lib/typed-money.ts'

/**
 * The amount, in cents and without its sign, that a search asks for; null for text that is none. It is read as a field reads it,
 * and what is one only with a point for thousands is taken so: no amount has three decimals. A bare whole number has three digits
 * and more: fewer are the beginnings of numbers.
 */
export function soughtCents(search: string): number | null {
  if (BEGINNING.test(search.trim())) return null
  return Math.abs(readTypedMoney(search)?.cents ?? 0) || null
}

const BEGINNING = /^[-−]?(?:\d{1,2}|0\d*)[.,]?$/
