import type { InvoiceContent, InvoiceLine } from '../invoice/invoice-content.ts'

/** What a field was and is. */
export interface Difference<Field extends string = string> {
  field: Field
  from: string | number
  to: string | number
}

type LineField = Exclude<keyof InvoiceLine, 'description'> | 'description'
type HeaderField = (typeof HEADER)[number]

/** A line that came, went, or says something else. */
export type LineDifference =
  | { kind: 'added' | 'removed'; line: InvoiceLine }
  | { kind: 'changed'; line: InvoiceLine; changes: Difference<LineField>[] }

/** A charge beside the lines; null where there was or is none. */
export interface ChargeDifference {
  label: string
  fromCents: number | null
  toCents: number | null
}

/** What changed from one revision of an invoice to another. */
export interface RevisionDifferences {
  header: Difference<HeaderField>[]
  lines: LineDifference[]
  charges: ChargeDifference[]
  /** Of tax and total, where they moved. */
  figures: Difference<'taxCents' | 'totalCents'>[]
}

const HEADER = [
  'billTo',
  'shipTo',
  'shipOn',
  'dueOn',
  'terms',
  'carrier',
  'poNumber',
  'reference',
  'salesperson',
  'note',
  'footer',
] as const

const LINE_FIELDS = [
  'description',
  'soldAs',
  'boxType',
  'boxes',
  'bunchesPerBox',
  'stemsPerBunch',
  'quantity',
  'priceE4',
  'totalCents',
] as const satisfies readonly LineField[]

/**
 * What changed from one revision to another: header fields old → new, lines added, removed and changed, charges, tax and
 * total. A line is known again by being the same, then by what it names; two of one name pair up in their order.
 */
export function revisionDifferences(before: InvoiceContent, after: InvoiceContent): RevisionDifferences {
  return {
    header: HEADER.flatMap(field => difference(field, headerText(before, field), headerText(after, field))),
    lines: lineDifferences(before.lines, after.lines),
    charges: chargeDifferences(before.charges, after.charges),
    figures: (['taxCents', 'totalCents'] as const).flatMap(field =>
      difference(field, before[field], after[field]),
    ),
  }
}

/** True when two revisions say the same. */
export function isUnchanged({ header, lines, charges, figures }: RevisionDifferences): boolean {
  return header.length + lines.length + charges.length + figures.length === 0
}

function headerText(content: InvoiceContent, field: HeaderField): string {
  if (field !== 'billTo' && field !== 'shipTo') return content[field]
  const party = content[field]
  return party ? [party.name, ...party.lines].join(', ') : ''
}

function difference<Field extends string>(
  field: Field,
  from: string | number,
  to: string | number,
): Difference<Field>[] {
  return from === to ? [] : [{ field, from, to }]
}

function lineDifferences(before: readonly InvoiceLine[], after: readonly InvoiceLine[]): LineDifference[] {
  const twins = new Map<InvoiceLine, InvoiceLine>()
  pair(before, after, twins, line => JSON.stringify(LINE_FIELDS.map(field => line[field])))
  pair(before, after, twins, line => JSON.stringify([line.description, line.soldAs, line.boxType]))
  pair(before, after, twins, line => line.description)
  const kept = new Set(twins.values())
  const differences: LineDifference[] = []
  for (const line of after) {
    const twin = twins.get(line)
    if (!twin) differences.push({ kind: 'added', line })
    else {
      const changes = LINE_FIELDS.flatMap(field => difference<LineField>(field, twin[field], line[field]))
      if (changes.length > 0) differences.push({ kind: 'changed', line, changes })
    }
  }
  for (const line of before) if (!kept.has(line)) differences.push({ kind: 'removed', line })
  return differences
}

/** Pairs what is left of both sides by a key: `twins` leads from a line to what it was. */
function pair(
  before: readonly InvoiceLine[],
  after: readonly InvoiceLine[],
  twins: Map<InvoiceLine, InvoiceLine>,
  keyOf: (line: InvoiceLine) => string,
): void {
  const taken = new Set(twins.values())
  const waiting = new Map<string, InvoiceLine[]>()
  for (const line of before) {
    if (taken.has(line)) continue
    const key = keyOf(line)
    waiting.set(key, [...(waiting.get(key) ?? []), line])
  }
  for (const line of after) {
    if (twins.has(line)) continue
    const twin = waiting.get(keyOf(line))?.shift()
    if (twin) twins.set(line, twin)
  }
}

function chargeDifferences(
  before: InvoiceContent['charges'],
  after: InvoiceContent['charges'],
): ChargeDifference[] {
  const left = [...before]
  const differences: ChargeDifference[] = []
  for (const { label, amountCents } of after) {
    const same = left.findIndex(charge => charge.label === label && charge.amountCents === amountCents)
    const at = same >= 0 ? same : left.findIndex(charge => charge.label === label)
    const twin = at < 0 ? null : left.splice(at, 1)[0]!
    if (twin?.amountCents !== amountCents)
      differences.push({ label, fromCents: twin?.amountCents ?? null, toCents: amountCents })
  }
  for (const { label, amountCents } of left)
    differences.push({ label, fromCents: amountCents, toCents: null })
  return differences
}
