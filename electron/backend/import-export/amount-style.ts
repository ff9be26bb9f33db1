import { type Cell, textOf } from './sheet.ts'

export type DecimalMark = '.' | ','

/** What a column's values say about its decimal mark. `open` when they may be read either way and do not mean the same. */
export interface MarkFound {
  mark: DecimalMark
  isOpen: boolean
  /** Values that may be read either way. */
  samples: string[]
}

/** Decides a column's decimal mark from all of its values: `1.234,56` settles it, `1.234` alone does not. */
export function decimalMarkOf(cells: Iterable<Cell | undefined>): MarkFound {
  const votes = { '.': 0, ',': 0 }
  const samples: string[] = []
  for (const cell of cells) {
    if (typeof cell !== 'string' || cell === '') continue
    const core = coreOf(cell)?.digits
    if (core === undefined) continue
    const vote = markIn(core)
    if (vote === 'either') {
      if (samples.length < 3) samples.push(textOf(cell))
    } else if (vote) votes[vote]++
  }
  const isOpen = votes['.'] === 0 && votes[','] === 0 && samples.length > 0
  return { mark: votes[','] > votes['.'] ? ',' : '.', isOpen, samples }
}

/** Why a cell is no amount. */
export type AmountFault = 'not-amount' | 'too-precise'

/**
 * A cell's amount as an integer of `decimals` places, in a column with this decimal mark. Currency signs and codes,
 * thousands, brackets, a minus at either end and CR/DR are understood. Empty cells are the caller's.
 */
export function readAmount(cell: Cell, mark: DecimalMark, decimals: number): number | AmountFault {
  if (typeof cell === 'number') return scaled(cell, decimals)
  const core = coreOf(textOf(cell))
  if (!core) return 'not-amount'
  const group = mark === '.' ? ',' : '.'
  const [whole = '', fraction = '', ...rest] = core.digits.split(mark)
  if (rest.length > 0 || fraction.includes(group)) return 'not-amount'
  if (whole.includes(group) && !isGrouped(whole, group)) return 'not-amount'
  const kept = fraction.slice(0, decimals)
  if (/[1-9]/.test(fraction.slice(decimals))) return 'too-precise'
  const digits = whole.replaceAll(group, '') + kept.padEnd(decimals, '0')
  const value = Number(digits)
  if (!Number.isSafeInteger(value)) return 'not-amount'
  return core.isNegative && value !== 0 ? -value : value
}

function scaled(value: number, decimals: number): number | AmountFault {
  const exact = value * 10 ** decimals
  const whole = Math.round(exact)
  if (!Number.isSafeInteger(whole)) return 'not-amount'
  // What adding up binary fractions leaves behind is no cent.
  return Math.abs(exact - whole) > 1e-4 ? 'too-precise' : whole === 0 ? 0 : whole
}

function coreOf(typed: string): { digits: string; isNegative: boolean } | null {
  let text = typed.replace(/[\s\u00a0\u202f'’%]/g, '').replace(/[−–]/g, '-')
  let isNegative = false
  const bracketed = /^(\D*)\((.*)\)(\D*)$/.exec(text)
  if (bracketed) {
    text = `${bracketed[1]}${bracketed[2]}${bracketed[3]}`
    isNegative = true
  }
  const side = /(CR|DR|DB)$/i.exec(text)
  if (side) {
    text = text.slice(0, -2)
    if (side[1]!.toUpperCase() === 'CR') isNegative = !isNegative
  }
  text = text
    .replace(/[A-Z]{0,2}\p{Sc}/gu, '')
    .replace(/[A-Z]{3}/, code => (CURRENCIES.has(code) ? '' : code))
  const signs = text.match(/[-+]/g)?.length ?? 0
  if (signs > 1) return null
  if (signs === 1) {
    if (!/^[-+]|[-+]$/.test(text)) return null
    if (text.includes('-')) isNegative = !isNegative
    text = text.replace(/[-+]/, '')
  }
  return /^[\d.,]*\d[\d.,]*$/.test(text) ? { digits: text, isNegative } : null
}

function markIn(digits: string): DecimalMark | 'either' | null {
  const dot = digits.lastIndexOf('.')
  const comma = digits.lastIndexOf(',')
  if (dot === -1 && comma === -1) return null
  if (dot !== -1 && comma !== -1) return dot > comma ? '.' : ','
  const mark: DecimalMark = dot === -1 ? ',' : '.'
  const parts = digits.split(mark)
  if (parts.length > 2) return mark === '.' ? ',' : '.'
  const [whole = '', fraction = ''] = parts
  const mayBeThousands = fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole)
  return mayBeThousands ? 'either' : mark
}

function isGrouped(whole: string, group: string): boolean {
  const [first = '', ...thousands] = whole.split(group)
  return /^\d{1,3}$/.test(first) && thousands.every(part => /^\d{3}$/.test(part))
}

const CURRENCIES = new Set(Intl.supportedValuesOf('currency'))
