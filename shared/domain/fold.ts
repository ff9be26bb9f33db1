/** Text made comparable: no accents, lower case, single spaces. `Floristería` and `floristeria` are one. */
export function fold(text: string): string {
  // Most names are plain; two of the plain characters count as diacritics.
  if (PLAIN.test(text)) return text.toLowerCase().replace(/ {2,}/g, ' ').trim()
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
}

const PLAIN = /^[ -\]_a-~]*$/
