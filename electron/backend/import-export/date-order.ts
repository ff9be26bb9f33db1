import { isBusinessDate } from '../../../shared/lib/dates.ts'
import { type Cell, textOf } from './sheet.ts'

export const DATE_ORDERS = ['mdy', 'dmy', 'ymd'] as const
export type DateOrder = (typeof DATE_ORDERS)[number]

/** What a column's values say about the order of day, month and year. `open`: several orders fit all and mean other days. */
export interface OrderFound {
  order: DateOrder
  isOpen: boolean
  /** The orders that fit, when it is open. */
  choices: DateOrder[]
  /** A value that means another day in each. */
  sample: string
}

/** Decides a column's order from all of its values: one 13 in it settles what a hundred 03/04 leave open. */
export function dateOrderOf(cells: Iterable<Cell | undefined>): OrderFound {
  const fits = { mdy: 0, dmy: 0, ymd: 0 }
  const differing = new Map<string, string>()
  let dated = 0
  const seen = new Set<string>()
  for (const cell of cells) {
    const text = typeof cell === 'string' ? cell.trim() : ''
    if (text === '' || seen.has(text)) continue
    seen.add(text)
    const read = DATE_ORDERS.map(order => readDate(text, order))
    if (read.every(date => date === null)) continue
    dated++
    for (const [at, order] of DATE_ORDERS.entries()) if (read[at]) fits[order]++
    for (const [a, b] of PAIRS) {
      const one = read[DATE_ORDERS.indexOf(a)]
      const other = read[DATE_ORDERS.indexOf(b)]
      if (one && other && one !== other && !differing.has(`${a} ${b}`)) differing.set(`${a} ${b}`, text)
    }
  }
  const choices = DATE_ORDERS.filter(order => fits[order] === dated)
  const open = PAIRS.find(
    ([a, b]) => choices.includes(a) && choices.includes(b) && differing.has(`${a} ${b}`),
  )
  const best = choices[0] ?? [...DATE_ORDERS].sort((a, b) => fits[b] - fits[a])[0]!
  return {
    order: best,
    isOpen: open !== undefined,
    choices: open ? choices : [],
    sample: open ? differing.get(`${open[0]} ${open[1]}`)! : '',
  }
}

const PAIRS = [
  ['mdy', 'dmy'],
  ['mdy', 'ymd'],
  ['dmy', 'ymd'],
] as const

const NUMERIC = /^(\d{1,4})\s*[/\-. ]\s*(\d{1,2})\s*[/\-. ]\s*(\d{1,4})(?:[T ,].*)?$/
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/

/** The day a text names in a column of this order, as `YYYY-MM-DD`; null when it names none. Month names settle themselves. */
export function readDate(cell: Cell, order: DateOrder): string | null {
  const text = textOf(cell)
  const compact = COMPACT.exec(text)
  if (compact) return dayOf(compact[1]!, compact[2]!, compact[3]!)
  const parts = NUMERIC.exec(text)
  if (parts) {
    const [, a = '', b = '', c = ''] = parts
    if (a.length >= 3) return a.length === 4 && c.length <= 2 ? dayOf(a, b, c) : null
    if (c.length === 3 || (order === 'ymd' && c.length === 4)) return null
    if (order === 'ymd') return dayOf(a, b, c)
    return order === 'mdy' ? dayOf(c, a, b) : dayOf(c, b, a)
  }
  return namedDate(text)
}

const MONTHS: Record<string, number> = {}
for (const [at, names] of [
  'jan january ene enero',
  'feb february febrero',
  'mar march marzo',
  'apr april abr abril',
  'may mayo',
  'jun june junio',
  'jul july julio',
  'aug august ago agosto',
  'sep sept september septiembre setiembre set',
  'oct october octubre',
  'nov november noviembre',
  'dec december dic diciembre',
].entries())
  for (const name of names.split(' ')) MONTHS[name] = at + 1

function namedDate(text: string): string | null {
  const words = text
    .toLowerCase()
    .split(/[\s,./-]+/)
    .filter(word => word !== '' && word !== 'de' && word !== 'del')
  const named = words.findIndex(word => Object.hasOwn(MONTHS, word))
  if (named === -1) return null
  const month = String(MONTHS[words[named]!])
  const numbers = words
    .filter(word => /^\d{1,4}(st|nd|rd|th)?$/.test(word))
    .map(word => word.replace(/\D+$/, ''))
  if (numbers.length < 2) return null
  const [first = '', second = ''] = numbers
  return first.length === 4 ? dayOf(first, month, second) : dayOf(second, month, first)
}

function dayOf(year: string, month: string, day: string): string | null {
  if (year.length !== 4 && year.length !== 2) return null
  const full = year.length === 4 ? year : Number(year) < 70 ? `20${year}` : `19${year}`
  const date = `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isBusinessDate(date) ? date : null
}
