import { assert } from '../../lib/assert.ts'

/** A web address in the characters a PDF string and a print can hold; parentheses would end the string. */
export function printableUrl(payUrl: string): string {
  assert(/^https?:\/\/[!-~]+$/.test(payUrl), 'a pay URL is an absolute http(s) URL in ASCII')
  return payUrl.replace(/[()\\<>]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}
