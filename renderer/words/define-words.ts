/** The words of one area in every language; the types make the keys equal. */
export function defineWords<W>(words: { en: W; es: NoInfer<W> }): { en: W; es: W } {
  return words
}
