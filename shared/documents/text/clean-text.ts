/**
 * One line of text that is safe to draw: composed (NFC), without line breaks, control characters, direction
 * overrides or other invisible characters, spaces collapsed, ends trimmed. Joiners stay: Arabic and emoji need them.
 */
export function cleanLine(text: string): string {
  if (PLAIN.test(text)) return text
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(/[\s\p{Z}\p{Cc}]+/gu, ' ')
    .replace(/[\u2010\u2011\u2212]/gu, '-')
    .trim()
    .replace(/ {2,}/g, ' ')
}

/** The lines of a longer text, each as {@link cleanLine} gives it; blank ones stay between paragraphs, never at the ends. */
export function cleanLines(text: string): string[] {
  const lines = text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/u).map(cleanLine)
  while (lines.at(-1) === '') lines.pop()
  while (lines[0] === '') lines.shift()
  return lines
}

const PLAIN = /^(?:[!-~]+(?: [!-~]+)*)?$/
const INVISIBLE = /(?![\u200c\u200d])[\p{Cf}\p{Co}\p{Variation_Selector}\u115f\u1160\u3164\uffa0]/gu
