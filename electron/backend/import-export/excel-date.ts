const DAY_MS = 86_400_000

/** The calendar day of a spreadsheet's serial number; time of day is dropped. Null outside of 1900–2199, and for the 29th of February 1900, which Excel invented. */
export function excelDate(serial: number, is1904: boolean): string | null {
  const whole = Math.floor(serial + 1e-9) + (is1904 ? 1462 : 0)
  if (whole < 1 || whole === 60 || whole > 109_573) return null
  const days = whole > 60 ? whole - 25_569 : whole - 25_568
  return new Date(days * DAY_MS).toISOString().slice(0, 10)
}

const DAY_FORMATS = new Set([
  14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58,
])

/** Whether a number format shows a day: a built-in one by its id, another by its code. */
export function isDayFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return DAY_FORMATS.has(id)
  const bare = code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '').toLowerCase()
  if (bare.includes('general')) return false
  if (/[yd]/.test(bare)) return true
  return /m/.test(bare) && !/[hs]/.test(bare)
}
