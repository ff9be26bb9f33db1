/** Whether what is typed into Find is an amount of money: digits with two decimals, by point or comma. */
export function isTypedAmount(text: string): boolean {
  return /^[$€£]?\s?\d[\d.,]*[.,]\d{2}$/.test(text)
}
