import type { Param } from './form.ts'
import { invalid } from './stripe-objects.ts'

/** A text parameter; empty where it is not there. */
export function text(param: Param | undefined): string {
  return typeof param === 'string' ? param : ''
}

/** A whole number above 0, or Stripe's error about it. */
export function wholeNumber(param: Param | undefined, name: string): number {
  const value = text(param)
  if (!/^\d{1,12}$/.test(value) || Number(value) === 0) {
    throw invalid(`Invalid integer: ${value}`, { code: 'parameter_invalid_integer', param: name })
  }
  return Number(value)
}
