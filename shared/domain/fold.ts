/** Text made comparable: no accents, lower case, single spaces. `Floristería` and `floristeria` are one. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
}
