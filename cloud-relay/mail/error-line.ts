/** A server's words as one printable line of at most 300 characters. */
export function errorLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300)
    .trim()
    .toWellFormed()
}
