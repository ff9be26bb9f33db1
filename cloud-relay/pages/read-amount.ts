/**
 * Minor units from an amount that someone typed, such as `1,234.50`, `1234,5` or `$80`; null for what is no amount or
 * could be two. `decimal` is the sign the payer's locale puts before the cents. Browsers run its source text too, so it
 * uses nothing from outside itself.
 */
export function readAmount(text: string, decimal: string, digits: number): number | null {
  const bare = text.replace(/[\s$€£]|[A-Za-z]{3}/g, '')
  const [, whole, sign, cents = ''] = /^(\d{1,3}(?:[.,]\d{3})+|\d{1,9})(?:([.,])(\d{1,3}))?$/.exec(bare) ?? []
  if (whole === undefined || cents.length > digits) return null
  const groups = whole.replace(/\d/g, '')
  const group = groups.charAt(0)
  const isMixed = groups !== group.repeat(groups.length)
  if (isMixed || (group !== '' && (sign === undefined ? group === decimal : group === sign))) return null
  const amount = Number(whole.replace(/\D/g, '')) * 10 ** digits + Number(cents.padEnd(digits, '0') || 0)
  return amount <= 99_999_999_999 ? amount : null
}
