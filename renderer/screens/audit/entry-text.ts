import type { AuditChange } from '../../../shared/domain/audit/audit-entry.ts'
import { isFigure } from '../../../shared/domain/audit/audited-fields.ts'
import type { UnsentEntry } from '../../../shared/protocol/audit-asks.ts'
import type { AuditAnswer } from '../../../shared/protocol/sync.ts'
import { formatInstant } from '../../parts/format-date.ts'
import { refusalSentence } from '../../parts/refusal-text.tsx'
import type { Words } from '../../words/use-words.ts'
import { auditFieldText, auditValueText } from './audit-value.ts'

type Names = Readonly<Record<string, string>>
type Trail = AuditAnswer['entries'][number]

/** One entry of a history in words. */
export interface EntryText {
  key: string
  /** Who did what: the change itself where it is a single one. */
  sentence: string
  /** The changes that the sentence does not tell, one a line. */
  details: string[]
  /** Figures that follow from the rest, one a line. */
  figures: string[]
  /** Why it was not done; empty when it was. */
  reason: string
  state: 'done' | 'refused' | 'held-back' | 'not-sent'
  /** From where and when. */
  origin: string
  /** Names of the fields it is about, for the filter. */
  fields: string[]
}

/** More than this between typing and arriving is worth telling: it was typed without the network. */
const LATE_MS = 5 * 60_000

/** An entry of the relay's trail in words. */
export function entryText(entry: Trail, names: Names, words: Words): EntryText {
  const w = words.audit
  const isRelay = entry.by === 'relay'
  const who = isRelay ? w.relay : entry.byName || w.someone
  const isDone = entry.outcome === 'accepted'
  const told = isDone
    ? doneText(who, entry.command, entry.subject, entry.changes, names, words)
    : wishText(who, entry.command, entry.subject, entry.changes, names, words)
  const late = entry.takenAt - entry.at > LATE_MS ? [w.arrived(momentText(entry.takenAt, words))] : []
  return {
    ...told,
    key: String(entry.nth),
    details: entry.more > 0 ? [...told.details, w.more(entry.more)] : told.details,
    reason: isDone ? '' : reasonOf(entry, words),
    state: isDone ? 'done' : entry.outcome === 'refused' ? 'refused' : 'held-back',
    origin: [...(isRelay ? [] : [entry.deviceName]), momentText(entry.at, words), ...late]
      .filter(text => text !== '')
      .join(' · '),
  }
}

/** A command of this desktop that waits to be sent, in words. */
export function unsentText(entry: UnsentEntry, subject: string, names: Names, words: Words): EntryText {
  const who = entry.byName || words.audit.someone
  const told = doneText(who, entry.command, subject, entry.changes, names, words)
  const origin = [words.audit.thisComputer, momentText(entry.at, words)].join(' · ')
  return { ...told, key: entry.commandId, reason: '', state: 'not-sent', origin }
}

/** The entry as it is copied: its sentence, where it comes from, and what else it tells beneath. */
export function plainText({ sentence, origin, reason, details, figures }: EntryText, words: Words): string {
  const beneath = [...(reason === '' ? [] : [words.audit.because(reason)]), ...details, ...figures]
  return [`${sentence} · ${origin}`, ...beneath.map(text => `  ${text}`)].join('\n')
}

/** What a command is called: words for those this version knows, else its name. */
function commandPhrase(command: string, words: Words): { done: string; wish: string } {
  const { commands, unknownCommand } = words.audit
  const known = Object.hasOwn(commands, command) ? commands[command] : undefined
  const name = command.replace(/[.-]/g, ' ')
  return known ?? { done: unknownCommand.done(name), wish: unknownCommand.wish(name) }
}

type Told = Pick<EntryText, 'sentence' | 'details' | 'figures' | 'fields'>

function doneText(
  who: string,
  command: string,
  subject: string,
  changes: readonly AuditChange[],
  names: Names,
  words: Words,
): Told {
  const w = words.audit
  const [figures, others] = [changes.filter(isFigure), changes.filter(change => !isFigure(change))]
  const only = others.length === 1 ? others[0]! : null
  const isTold = only?.kind === 'changed' && TELLING.has(command)
  const lines = (all: readonly AuditChange[]) => all.map(change => changeLine(change, subject, names, words))
  return {
    sentence: isTold
      ? changeSentence(who, only, subject, names, words)
      : w.did(who, commandPhrase(command, words).done),
    details: isTold ? [] : lines(others),
    figures: lines(figures),
    fields: fieldsOf(changes, words),
  }
}

function wishText(
  who: string,
  command: string,
  subject: string,
  changes: readonly AuditChange[],
  names: Names,
  words: Words,
): Told {
  return {
    sentence: words.audit.wanted(who, commandPhrase(command, words).wish),
    details: changes.map(change => changeLine(change, subject, names, words)),
    figures: [],
    fields: fieldsOf(changes, words),
  }
}

/** Commands that say no more than what they changed. */
const TELLING: ReadonlySet<string> = new Set([
  'order.change',
  'order.change-line',
  'customer.change',
  'product.change',
  'company.change',
  'user.change',
])

function changeSentence(
  who: string,
  change: AuditChange & { kind: 'changed' },
  subject: string,
  names: Names,
  words: Words,
): string {
  const w = words.audit
  const field = inSentence(auditFieldText(change.field, words))
  const of = partText(change, subject, words)
  const text = (value: typeof change.from) => auditValueText(change.field, value, names, words)
  if (isNothing(change.from)) return w.set(who, field, of, text(change.to))
  if (isNothing(change.to)) return w.cleared(who, field, of, text(change.from))
  return w.changed(who, field, of, text(change.from), text(change.to))
}

function changeLine(change: AuditChange, subject: string, names: Names, words: Words): string {
  const w = words.audit
  const of = partText(change, subject, words)
  if (change.kind === 'changed') {
    const text = (value: typeof change.from) => auditValueText(change.field, value, names, words)
    return w.line(auditFieldText(change.field, words), of, text(change.from), text(change.to))
  }
  const values = Object.entries(change.values)
    .filter(([field, value]) => value !== change.label && field !== 'label')
    .map(([field, value]) =>
      w.values(auditFieldText(field, words), auditValueText(field, value, names, words)),
    )
  // Of the document itself the sentence says that it came.
  if (change.part === '' && change.kind === 'added') return values.join(' · ')
  const what = change.part === '' ? change.label : of
  const told = [what, ...values].filter(text => text !== '').join(' · ')
  return change.kind === 'added' ? w.added(told) : w.removed(told)
}

function partText({ part, label }: AuditChange, subject: string, words: Words): string {
  const { parts, value } = words.audit
  if (part === '') return ''
  const name = part === 'application' ? (subject.startsWith('payments:') ? 'toInvoice' : 'ofPayment') : part
  const known = Object.hasOwn(parts, name) ? parts[name] : undefined
  if (!known) return label
  if (part === 'task') return known(taskTitle(label, words))
  return known(part === 'step' ? (value[label] ?? label) : label)
}

function taskTitle(kind: string, words: Words): string {
  const tasks: Record<string, { title: string }> = words.attention.task
  return Object.hasOwn(tasks, kind) ? tasks[kind]!.title : kind
}

function reasonOf({ outcome, refusal }: Trail, words: Words): string {
  if (outcome === 'quarantined' || !refusal) return words.audit.quarantined
  return refusalSentence(refusal, words)
}

// What a row came or went with is found under each of its fields.
function fieldsOf(changes: readonly AuditChange[], words: Words): string[] {
  const fields = changes.flatMap(change =>
    change.kind === 'changed' ? [change.field] : Object.keys(change.values),
  )
  return [...new Set(fields.map(field => auditFieldText(field, words)))]
}

function isNothing(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

// PO number and A/R keep their capitals.
function inSentence(name: string): string {
  return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name
}

function momentText(at: number, words: Words): string {
  const text = formatInstant(at)
  return /^\d{1,2}:\d\d/.test(text) ? words.audit.today(text) : text
}
