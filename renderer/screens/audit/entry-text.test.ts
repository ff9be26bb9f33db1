import { beforeEach, expect, test } from 'vitest'
import type { AuditChange, AuditValue } from '../../../shared/domain/audit/audit-entry.ts'
import { AUDITED } from '../../../shared/domain/audit/audited-fields.ts'
import { COMMANDS } from '../../../shared/domain/commands.ts'
import type { Language } from '../../../shared/domain/company/company-row.ts'
import { refuse } from '../../../shared/domain/rejections.ts'
import type { AuditAnswer } from '../../../shared/protocol/sync.ts'
import { useSession } from '../../store/session.ts'
import { wordsNow } from '../../words/use-words.ts'
import { auditFieldText } from './audit-value.ts'
import { entryText, plainText, unsentText } from './entry-text.ts'

type Entry = AuditAnswer['entries'][number]

const AT = Date.UTC(2026, 10, 25, 15, 32)

beforeEach(() => setLanguage('en'))

function setLanguage(language: Language): void {
  const company = { timeZone: 'America/New_York', language }
  useSession.setState({ session: { today: '2026-11-25', company, user: null } as never })
}

function anEntry(more: Partial<Entry> = {}): Entry {
  return {
    nth: 1,
    rev: 1,
    subject: 'orders:o',
    commandId: 'c',
    command: 'order.change-line',
    by: 'u',
    byName: 'Ana Ruiz',
    deviceId: 'd',
    deviceName: 'Front desk',
    at: AT,
    takenAt: AT,
    outcome: 'accepted',
    refusal: null,
    changes: [boxes],
    more: 0,
    ...more,
  }
}

const boxes: AuditChange = {
  kind: 'changed',
  part: 'line',
  label: 'Rose Freedom 60cm',
  field: 'boxes',
  from: 5,
  to: 8,
}
const total: AuditChange = {
  kind: 'changed',
  part: '',
  label: '10418',
  field: 'totalCents',
  from: 228_00,
  to: 1342_50,
}
const text = (more: Partial<Entry> = {}, names = {}) => entryText(anEntry(more), names, wordsNow())

test('a single change is the sentence itself, with where and when', () => {
  const entry = text({ changes: [boxes, total] })
  expect(entry.sentence).toBe('Ana Ruiz changed boxes of Rose Freedom 60cm from 5 to 8')
  expect(entry.origin).toBe('Front desk · today 10:32 AM')
  expect(entry.figures).toEqual(['Total: 228.00 → 1,342.50'])
  expect(plainText(entry, wordsNow())).toBe(
    'Ana Ruiz changed boxes of Rose Freedom 60cm from 5 to 8 · Front desk · today 10:32 AM\n  Total: 228.00 → 1,342.50',
  )
})

test('Spanish says the same', () => {
  setLanguage('es')
  expect(text().sentence).toBe('Ana Ruiz cambió cajas de Rose Freedom 60cm de 5 a 8')
})

test('several changes are told one by one, dates, rates and names as people read them', () => {
  const field = (name: string, from: AuditValue, to: AuditValue): AuditChange => {
    return { kind: 'changed', part: '', label: '10418', field: name, from, to }
  }
  const salespersonId = '018f0000-0000-7000-8000-000000000001'
  const entry = text(
    {
      command: 'order.change',
      changes: [
        field('shipOn', '2026-11-27', '2026-11-30'),
        field('poNumber', '', 'PS-1'),
        field('taxBps', 700, 0),
        field('salespersonId', null, salespersonId),
        field('onHold', true, false),
      ],
      more: 2,
    },
    { [salespersonId]: 'Luis Mora' },
  )
  expect(entry.sentence).toBe('Ana Ruiz changed the order')
  expect(entry.details).toEqual([
    'Ship date: Nov 27 → Nov 30',
    'PO number: nothing → PS-1',
    'Tax: 7 % → 0 %',
    'Salesperson: nothing → Luis Mora',
    'On hold: yes → no',
    'and 2 more changes',
  ])
})

test('a word that someone typed is not taken for one of the program’s', () => {
  const change = { ...boxes, part: '', label: '', field: 'invoiceNote', from: 'open', to: 'pending' }
  expect(text({ command: 'order.change', changes: [change] }).sentence).toBe(
    'Ana Ruiz changed invoice note from open to pending',
  )
  const status = { ...change, field: 'status', from: 'draft', to: 'confirmed' }
  expect(text({ command: 'order.confirm', changes: [status] })).toMatchObject({
    sentence: 'Ana Ruiz confirmed the order',
    details: ['Status: draft → confirmed'],
  })
})

test('what came or went is told with what it has', () => {
  const line: AuditChange = {
    kind: 'removed',
    part: 'line',
    label: 'Vase',
    values: { description: 'Vase', soldAs: 'hard-good', quantity: 3, priceE4: 125_000, totalCents: 37_50 },
  }
  expect(text({ command: 'order.remove-line', changes: [line] }).details).toEqual([
    'Removed Vase · Sold as hard good · Quantity 3 · Price 12.50 · Total 37.50',
  ])
})

test('a payment names the invoice, and the invoice the payment', () => {
  const applied: AuditChange = {
    kind: 'added',
    part: 'application',
    label: '10418',
    values: { amountCents: 56_00 },
  }
  const command = 'payment.apply'
  expect(text({ command, subject: 'payments:p', changes: [applied] }).details[0]).toContain('invoice 10418')
  expect(text({ command, subject: 'invoices:i', changes: [applied] }).details[0]).toContain('payment 10418')
})

test('a refusal says what was wanted and why not', () => {
  const entry = text({ outcome: 'refused', refusal: refuse('order-confirmed', { number: '10418' }) })
  expect(entry.state).toBe('refused')
  expect(entry.sentence).toBe('Ana Ruiz wanted to change a line')
  expect(entry.reason).toContain('10418')
  expect(plainText(entry, wordsNow())).toContain('\n  Refused: ')
  expect(entry.details).toEqual(['Boxes of Rose Freedom 60cm: 5 → 8'])
})

test('what was typed without the network says when it arrived', () => {
  expect(text({ takenAt: AT + 2 * 3_600_000 }).origin).toBe(
    'Front desk · today 10:32 AM · reached the relay today 12:32 PM',
  )
})

test('what waits here says so', () => {
  const unsent = { commandId: 'c', command: 'order.place', by: 'u', byName: 'Ana Ruiz', at: AT, changes: [] }
  expect(unsentText(unsent, 'orders:o', {}, wordsNow())).toMatchObject({
    sentence: 'Ana Ruiz placed the order',
    state: 'not-sent',
    origin: 'this computer · today 10:32 AM',
  })
})

test('a newer relay’s commands, fields, parts and refusals are readable', () => {
  const entry = text({
    command: 'crate.return-all',
    outcome: 'refused',
    refusal: { code: 'crate-lost', params: {}, field: '' },
    changes: [{ ...boxes, part: 'crate', label: 'Crate 7', field: 'deposit' }],
  })
  expect(entry.sentence).toBe('Ana Ruiz wanted to do “crate return all”')
  expect(entry.details).toEqual(['deposit of Crate 7: 5 → 8'])
  expect(entry.reason).not.toBe('')
})

test('every command has its words in both languages', () => {
  for (const language of ['en', 'es'] as const) {
    setLanguage(language)
    const { commands } = wordsNow().audit
    const missing = Object.keys(COMMANDS).filter(name => !commands[name]?.done || !commands[name]?.wish)
    expect(missing, `add them to renderer/words/audit-commands.ts (${language})`).toEqual([])
  }
})

test('every field that is told has a name in both languages', () => {
  for (const language of ['en', 'es'] as const) {
    setLanguage(language)
    const words = wordsNow()
    const fields = Object.values(AUDITED).flatMap(({ fields, lists }) => [
      ...fields,
      ...Object.values(lists).flatMap(list => list.fields),
    ])
    const missing = new Set(fields.filter(field => auditFieldText(field, words) === field))
    expect([...missing], `add them to renderer/words/audit-fields.ts (${language})`).toEqual([])
  }
})
