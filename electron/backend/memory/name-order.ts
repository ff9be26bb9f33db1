import { PLAIN_OF } from '../store/migrations/0013-name-order.ts'
import { lowerPlain } from './open-invoices.ts'

/** A name as it is put in order: the same text as the tables' `nameOrder`. */
export function nameOrderOf(name: string): string {
  // Most names are plain, and a text made by replacing keeps its parts in memory.
  if (PLAIN.test(name)) return name.toLowerCase()
  return lowerPlain(name.replace(/[^ -~]/g, letter => PLAIN_OF.get(letter) ?? letter))
}

const PLAIN = /^[ -~]*$/
