/** What became of a number of a series. */
export const NUMBER_KINDS = [
  'used', // a document carries it
  'collided', // several documents carry it, all but one with a suffix
  'held', // a desktop may still use it: it lies ahead in a live block
  'passed', // its desktop used later ones of the block, and no document came of it
  'dead', // it was left over in a block that no desktop draws from any more
  'gap', // the register says that it was skipped on purpose, and why
  'unheld', // no block holds it: the series was moved past it
] as const
export type NumberKind = (typeof NUMBER_KINDS)[number]

/** A block leased to a desktop, both ends included. `seenNumber` is the highest of it that a command brought. */
export interface NumberBlock {
  firstNumber: number
  lastNumber: number
  seenNumber: number
  deviceId: string
  /** False for blocks of incarnations that were left, and of devices that were switched off. */
  isLive: boolean
}

/** Numbers that were skipped on purpose, both ends included. */
export interface NumberGap {
  firstNumber: number
  lastNumber: number
  reason: string
}

/** Numbers in a row that one sentence explains, both ends included. */
export interface NumberRange {
  firstNumber: number
  lastNumber: number
  kind: NumberKind
  /** Whose block it is; empty where none is concerned. */
  deviceId: string
  /** Of a gap, as the register has it; empty otherwise. */
  reason: string
}

/** What is known about a series from `firstNumber` up to `nextNumber`, which is not part of it. */
export interface SeriesFacts {
  firstNumber: number
  nextNumber: number
  /** The number of each document, in any order; one that several documents carry stands there as often. */
  used: readonly number[]
  blocks: readonly NumberBlock[]
  gaps: readonly NumberGap[]
}

/** Explains every number of the series exactly once: ranges in order, without hole or overlap, none longer than it need be. */
export function explainNumbers(facts: SeriesFacts): NumberRange[] {
  const { nextNumber } = facts
  const used = facts.used
    .filter(number => number >= facts.firstNumber && number < nextNumber)
    .sort((a, b) => a - b)
  const ranges: NumberRange[] = []
  let at = 0
  for (const unused of explainUnused(facts)) {
    let from = unused.firstNumber
    const { deviceId } = unused
    while (at < used.length && used[at]! <= unused.lastNumber) {
      const number = used[at]!
      if (from < number) extend(ranges, { ...unused, firstNumber: from, lastNumber: number - 1 })
      let times = 0
      for (; used[at] === number; at++) times++
      const kind = times > 1 ? 'collided' : 'used'
      extend(ranges, { firstNumber: number, lastNumber: number, kind, deviceId, reason: '' })
      from = number + 1
    }
    if (from <= unused.lastNumber) extend(ranges, { ...unused, firstNumber: from })
  }
  return ranges
}

/** How many numbers there are of each kind. */
export function totalsOf(ranges: readonly NumberRange[]): Record<NumberKind, number> {
  const totals = Object.fromEntries(NUMBER_KINDS.map(kind => [kind, 0])) as Record<NumberKind, number>
  for (const { kind, firstNumber, lastNumber } of ranges) totals[kind] += lastNumber - firstNumber + 1
  return totals
}

function extend(ranges: NumberRange[], next: NumberRange): void {
  const last = ranges.at(-1)
  const isSame = last?.kind === next.kind && last.deviceId === next.deviceId && last.reason === next.reason
  if (last && isSame) last.lastNumber = next.lastNumber
  else ranges.push({ ...next })
}

// As if no document existed: the series cut wherever a block or gap begins, ends, or was used up to.
function explainUnused({ firstNumber, nextNumber, blocks, gaps }: SeriesFacts): NumberRange[] {
  const cuts = new Set([firstNumber])
  for (const block of blocks)
    cuts
      .add(block.firstNumber)
      .add(block.seenNumber + 1)
      .add(block.lastNumber + 1)
  for (const gap of gaps) cuts.add(gap.firstNumber).add(gap.lastNumber + 1)
  const starts = [...cuts].filter(cut => cut >= firstNumber && cut < nextNumber).sort((a, b) => a - b)
  const openBlocks = opened(blocks)
  const openGaps = opened(gaps)
  return starts.map((start, index) => {
    const lastNumber = (starts[index + 1] ?? nextNumber) - 1
    return { firstNumber: start, lastNumber, ...explained(start, openBlocks(start), openGaps(start)) }
  })
}

type Explained = Pick<NumberRange, 'kind' | 'deviceId' | 'reason'>

// What can still be used counts before what was given up, and the register before what is only left over.
function explained(number: number, blocks: readonly NumberBlock[], gaps: readonly NumberGap[]): Explained {
  const live = blocks.find(block => block.isLive)
  if (live) {
    return { kind: number > live.seenNumber ? 'held' : 'passed', deviceId: live.deviceId, reason: '' }
  }
  const [gap] = gaps
  if (gap) return { kind: 'gap', deviceId: blocks[0]?.deviceId ?? '', reason: gap.reason }
  const [dead] = blocks
  if (dead) {
    return { kind: number > dead.seenNumber ? 'dead' : 'passed', deviceId: dead.deviceId, reason: '' }
  }
  return { kind: 'unheld', deviceId: '', reason: '' }
}

/** Answers, for numbers that are asked in rising order, the spans that hold them. */
function opened<T extends { firstNumber: number; lastNumber: number }>(
  spans: readonly T[],
): (number: number) => readonly T[] {
  const rising = [...spans].sort((a, b) => a.firstNumber - b.firstNumber)
  let next = 0
  let open: T[] = []
  return number => {
    while (next < rising.length && rising[next]!.firstNumber <= number) open.push(rising[next++]!)
    open = open.filter(span => span.lastNumber >= number)
    return open
  }
}
