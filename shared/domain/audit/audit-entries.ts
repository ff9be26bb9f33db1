import type { Actor, Write } from '../command.ts'
import type { InvoiceRow } from '../invoice/invoice-row.ts'
import type { MailRow } from '../mail/mail-row.ts'
import type { Refusal } from '../rejections.ts'
import type { AnyRow, TableName } from '../tables.ts'
import type { View } from '../view.ts'
import { askedChanges } from './asked-changes.ts'
import type { AuditChange, AuditEntry } from './audit-entry.ts'
import { isFigure } from './audited-fields.ts'
import { cut, rowChanges } from './row-changes.ts'
import { subjectOf, subjectsOfPayload, subjectsOfRow } from './subjects-of.ts'

/** A command as it was decided. */
export interface DecidedCommand {
  id: string
  name: string
  payload: unknown
  actor: Actor
  at: number
  takenAt: number
  rev: number
  outcome: AuditEntry['outcome']
  refusal: Refusal | null
  writes: readonly Write[]
  /** What the decision saw: the rows as they were. */
  view: Pick<View, 'seen'> | null
}

/** More than these of one command are counted, not told. */
const MOST_CHANGES = 60
/** So many characters of an entry's changes, at most. */
const MOST_CHARACTERS = 8_000
const MOST_PARAMS = 12

/**
 * What the trail keeps of a decided command: one entry for each subject, numbered on from `nth`. Every command leaves at
 * least one, so that the trail has no revision missing.
 */
export function auditEntries(command: DecidedCommand, nth: number): AuditEntry[] {
  const { actor, outcome } = command
  const subjects = outcome === 'accepted' ? changesBySubject(command) : new Map<string, AuditChange[]>()
  if (subjects.size === 0) {
    const asked =
      outcome === 'accepted'
        ? []
        : askedChanges(command.payload, id => command.view?.seen('order_lines', id)?.description)
    const named = subjectsOfPayload(command.name, command.payload)
    for (const subject of named.length > 0 ? named : ['']) subjects.set(subject, asked)
  }
  const user = actor.kind === 'user' ? actor : null
  const name = user ? (command.view?.seen('users', user.userId)?.name ?? '') : ''
  const refusal = command.refusal ? shortRefusal(command.refusal) : null
  return [...subjects].map(([subject, all], at): AuditEntry => {
    const changes = bounded(all)
    return {
      nth: nth + at,
      rev: command.rev,
      subject,
      commandId: command.id,
      command: command.name,
      by: user?.userId ?? 'relay',
      byName: cut(name),
      deviceId: user?.deviceId ?? '',
      at: command.at,
      takenAt: command.takenAt,
      outcome,
      refusal,
      changes,
      more: all.length - changes.length,
    }
  })
}

function changesBySubject({ writes, view }: DecidedCommand): Map<string, AuditChange[]> {
  const subjects = new Map<string, AuditChange[]>()
  for (const write of writes) {
    const id = 'row' in write ? write.row.id : write.deletedId
    const before = (view?.seen(write.table, id) ?? null) as AnyRow | null
    const after: AnyRow | null = 'row' in write ? write.row : null
    const row = after ?? before
    if (!row) continue
    const mailed = write.table === 'mails' && before === null ? mailedSubjects(row, writes, view) : []
    for (const subject of new Set([...subjectsOfRow(write.table, row), ...mailed])) {
      const label = write.table === 'applications' ? otherSide(subject, row, writes, view) : ''
      const changes = rowChanges(write.table, before, after, label)
      if (changes.length === 0) continue
      const known = subjects.get(subject)
      if (known) known.push(...changes)
      else subjects.set(subject, changes)
    }
  }
  for (const [subject, changes] of subjects) {
    // Figures follow from the rest: they come last.
    const [figures, others] = [changes.filter(isFigure), changes.filter(change => !isFigure(change))]
    if (figures.length > 0 && others.length > 0) subjects.set(subject, [...others, ...figures])
  }
  return subjects
}

/** More invoices than these in one mail are told at its customer alone. */
const MOST_MAILED = 50

// That a paper went out is looked for at its customer, at each invoice in it, and at the order behind that.
function mailedSubjects(row: AnyRow, writes: readonly Write[], view: Pick<View, 'seen'> | null): string[] {
  const { customerId, invoiceId, invoiceIds } = row as MailRow
  const listed = invoiceId === null ? invoiceIds : [invoiceId]
  const invoices = listed
    .slice(0, MOST_MAILED)
    .map(id => (view?.seen('invoices', id) ?? writtenRow(writes, 'invoices', id)) as InvoiceRow | null)
    .filter(invoice => invoice !== null)
  return [
    subjectOf('customers', customerId),
    ...invoices.flatMap(({ id, orderId }) => [subjectOf('invoices', id), subjectOf('orders', orderId)]),
  ]
}

// Of an application the payment is told which invoice, and the invoice which payment.
function otherSide(
  subject: string,
  row: AnyRow,
  writes: readonly Write[],
  view: Pick<View, 'seen'> | null,
): string {
  const { paymentId, invoiceId } = row as { paymentId: string; invoiceId: string }
  const [table, id] = subject.startsWith('payments:')
    ? (['invoices', invoiceId] as const)
    : (['payments', paymentId] as const)
  const seen = view?.seen(table, id) ?? writtenRow(writes, table, id)
  return (seen as { number?: string } | null)?.number ?? ''
}

function writtenRow(writes: readonly Write[], table: TableName, id: string): AnyRow | null {
  for (const write of writes)
    if ('row' in write && write.table === table && write.row.id === id) return write.row
  return null
}

function bounded(all: AuditChange[]): AuditChange[] {
  let changes = all.length > MOST_CHANGES ? all.slice(0, MOST_CHANGES) : all
  // Most commands change little: only lists are worth measuring.
  while (changes.length > 8 && JSON.stringify(changes).length > MOST_CHARACTERS) {
    changes = changes.slice(0, changes.length >> 1)
  }
  return changes
}

function shortRefusal({ code, params, field }: Refusal): AuditEntry['refusal'] {
  const short = Object.entries(params)
    .slice(0, MOST_PARAMS)
    .map(([name, value]) => [cut(name), typeof value === 'string' ? cut(value) : value] as const)
  return { code, params: Object.fromEntries(short), field: cut(field) }
}
