import { simpleParser } from 'mailparser'
import { expect, test } from 'vitest'
import { loadFonts } from '../../resources/fonts/load-fonts.ts'
import { letterHtml, letterText } from '../../shared/documents/letters/mail-letter.ts'
import { PLACEHOLDERS } from '../../shared/domain/mail/fill-template.ts'
import { placeholdersOf } from '../../shared/domain/mail/placeholders-of.ts'
import { orderAsAsked } from '../../shared/domain/payment-link/order-ask.ts'
import { aPendingOrder } from '../../shared/testing/builders.ts'
import { aDesk } from '../../shared/testing/desk.ts'
import { composeMail } from './compose-mail.ts'
import { type MailWish, rowsOnDesk } from './testing/rows-on-desk.ts'
import { writeLetter } from './write-letter.ts'

const URL = 'https://pay.example/l/KX4WQ2M7/abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
const KINDS = ['invoice', 'statement', 'links', 'reminder', 'receipt', 'refund', 'renewal'] as const

const letterOf = (kind: (typeof KINDS)[number], wish: MailWish = {}) => {
  const rows = rowsOnDesk(kind, wish)
  return writeLetter(rows, rows.link === null ? null : URL, false)
}

test.each([...KINDS, 'question'] as const)(
  'TEST stands on a mail of the kind %s in test mode, and only then',
  kind => {
    for (const [language, word] of [
      ['en', 'TEST'],
      ['es', 'PRUEBA'],
    ] as const) {
      const rows = rowsOnDesk(kind === 'question' ? 'links' : kind, { customer: { language } })
      const mail = { ...rows.mail, kind }
      for (const isTest of [true, false]) {
        const letter = writeLetter({ ...rows, mail }, rows.link === null ? null : URL, isTest)
        expect(letterText(letter).startsWith(word)).toBe(isTest)
        expect(letterHtml(letter).includes(`>${word}`)).toBe(isTest)
      }
    }
  },
)

test('links: every invoice with date, PO, due, total and open, totals, and one amount to pay', () => {
  const letter = letterOf('links')
  expect(letter.subject).toBe('Open invoices with Aalsmeer Floral Co.: $14,203.25')
  const text = letterText(letter)
  expect(text.split('\n').slice(2, 12)).toEqual([
    'Invoice  Due                Total        Open',
    '-------  ------------  ----------  ----------',
    '10002    Oct 12, 2026   $1,284.50   $1,034.50',
    '  of Sep 12, 2026',
    '10003    Dec 2, 2026      $228.00     $228.00',
    '  of Nov 2, 2026 · PO-88121',
    '10004    Dec 20, 2026  $12,940.75  $12,940.75',
    '  of Nov 20, 2026',
    '-------  ------------  ----------  ----------',
    'Total                  $14,453.25  $14,203.25',
  ])
  expect(text).toContain(`View and pay $14,203.25:\n${URL}\n`)
  const html = letterHtml(letter)
  expect(html.match(/bgcolor="#14694a"/g)).toHaveLength(1)
  for (const value of ['PO-88121', 'Dec 2, 2026', '$12,940.75']) expect(html).toContain(value)
})

test('what was paid meanwhile is not listed; all paid: no button, and thanks', () => {
  const some = letterOf('links', { paid: 1 })
  expect(some.table?.rows.map(row => row[0])).toEqual(['10003', '10004'])
  expect(some.pay?.amount).toBe('$13,168.75')
  const all = letterOf('links', { paid: 3 })
  expect(all.pay).toBeNull()
  expect(letterText(all)).toContain('These invoices are paid: nothing is due. Thank you.')
  expect(letterHtml(all)).not.toContain('href')
})

test('a receipt adds up, also after some of the money went back', () => {
  const facts = letterOf('receipt').facts.map(({ name, value }) => [name, value])
  expect(facts.slice(-4)).toEqual([
    ['Invoice 10002', '$250.00'],
    ['Kept as your credit', '$10.00'],
    ['Returned to you', '$40.00'],
    ['Amount', '$300.00'],
  ])
})

test.each([
  ['en', 'We have returned $40.00 to you.', 'Returned to: Visa 4242', 'Of payment: '],
  ['es', 'Le hemos devuelto $40.00.', 'Devuelto a: Visa 4242', 'Del pago: '],
] as const)('a refund says how much, to what, of which payment: %s', (language, ...parts) => {
  const letter = letterOf('refund', { customer: { language } })
  for (const part of parts) expect(letterText(letter)).toContain(part)
  expect(letter.pay).toBeNull()
})

test('what a gateway returned went back to what was paid with, whatever the gateway calls the refund', () => {
  const rows = rowsOnDesk('refund')
  const payment = { ...rows.payment!, attemptId: rows.mail.id, reference: 're_3QX' }
  const text = letterText(writeLetter({ ...rows, payment }, null, false))
  expect(text).toContain('Returned to: Visa 4242')
  expect(text).not.toContain('re_3QX')
})

test('a refund under way and a failed one say so', () => {
  const rows = rowsOnDesk('refund')
  const text = (refundState: 'pending' | 'failed') =>
    letterText(writeLetter({ ...rows, payment: { ...rows.payment!, refundState } }, null, false))
  expect(text('pending')).toContain('It is on its way.')
  expect(text('failed')).toContain('We could not return $40.00')
})

test('a company’s own words are used where nobody typed any, with the placeholders filled in', () => {
  const template = (kind: 'links' | 'receipt' | 'renewal') => ({
    kind,
    language: 'en' as const,
    subject: '{company} → {customer}: {number}',
    message: '{amount}, {due}',
  })
  const company = { mailTemplates: [template('links'), template('receipt'), template('renewal')] }
  const links = letterOf('links', { company, customer: { name: 'Petal {number}' } })
  expect(links.subject).toBe('Aalsmeer Floral Co. → Petal {number}: 10002, 10003, 10004')
  expect(links.paragraphs[0]).toBe('$14,203.25, Oct 12, 2026')
  expect(letterOf('receipt', { company }).paragraphs[0]).toMatch(/^\$300\.00,/)
  const typed = { subject: 'Typed', message: 'By hand {amount}' }
  expect(letterOf('links', { company, mail: typed })).toMatchObject({
    subject: 'Typed',
    paragraphs: ['By hand {amount}'],
  })
  expect(letterOf('links', { company, customer: { language: 'es' } }).subject).toMatch(/^Facturas pendientes/)
})

test('a new link for an order that is paid ahead asks for it by the day it ships', () => {
  const template = {
    kind: 'renewal',
    language: 'en',
    subject: '{number}',
    message: '{amount} by {due}',
  } as const
  const rows = rowsOnDesk('renewal', { company: { mailTemplates: [template] } })
  const desk = aDesk()
  const row = { ...aPendingOrder(desk), number: '10911', shipOn: '2026-12-01' }
  const asked = orderAsAsked(row, [])
  const link = { ...rows.link!, invoices: [], documents: [asked], dueCents: asked.openCents }
  const order = { row, asked, content: {} as never }
  const letter = writeLetter({ ...rows, order, link }, URL, false)
  expect(letter.subject).toBe('10911')
  expect(letter.paragraphs).toEqual(['$228.00 by Dec 1, 2026'])
})

// A statement's words are filled in at the desk: mail-start.test.ts looks at them.
test.each(KINDS.filter(kind => kind !== 'statement'))(
  'each placeholder that a template of the kind %s is offered stands for something of its own, all others for nothing new',
  kind => {
    const offered: readonly string[] = placeholdersOf(kind)
    const others = [...PLACEHOLDERS, 'date'].filter(name => !offered.includes(name))
    const filled = (names: readonly string[]) => {
      const message = names.map(name => `{${name}}`).join('|')
      const template = { kind, language: 'en' as const, subject: 's', message: `[${message}]` }
      const [paragraph] = letterOf(kind, { company: { mailTemplates: [template] } }).paragraphs
      return paragraph!.slice(1, -1).split('|')
    }
    const values = filled(offered)
    expect(new Set(values).size).toBe(offered.length)
    for (const value of values) expect(value).not.toMatch(/^$|[{}]/)
    for (const value of filled(others)) expect(['', ...values]).toContain(value)
  },
)

test.each(KINDS.flatMap(kind => [[kind, 'en'] as const, [kind, 'es'] as const]))(
  '%s in %s: its language, nothing fetched, no pixel, lines a terminal shows whole',
  (kind, language) => {
    const letter = letterOf(kind, { customer: { language } })
    const html = letterHtml(letter)
    expect(html).toContain(`<html lang="${language}"`)
    expect(html).toContain('content="light dark"')
    expect(html.replaceAll(URL, '')).not.toMatch(/<img|<script|<link|url\(|https?:/)
    for (const [, role] of html.matchAll(/<table(?![^>]*style="margin:4px)[^>]*?(role="presentation")?/g))
      expect(role ?? 'role="presentation"').toBe('role="presentation"')
    const table = letterText(letter).split('\n').slice(0, 30)
    for (const line of table.filter(each => each.includes('  '))) expect(line.length).toBeLessThanOrEqual(78)
    expect(letter.subject).not.toBe(kind === 'statement' ? null : '')
  },
)

test('a table too wide for a terminal becomes sentences; wide characters count twice', () => {
  const wide = letterOf('links', { mail: { subject: 'x' } })
  const table = { ...wide.table!, heads: ['Invoice', 'x'.repeat(80), 'Total', 'Open'] }
  expect(letterText({ ...wide, table })).toContain('Invoice: 10002 · ')
  const cjk = { heads: ['番号', 'a', 'b', 'c'], rows: [['花', '1', '2', '3']], notes: [], totals: null }
  expect(letterText({ ...wide, table: cjk })).toContain('番号  a  b  c\n----  -  -  -\n花    1  2  3')
})

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

/** `planted` rows hold what no schema lets in, as rows of long ago might. */
async function composed(kind: (typeof KINDS)[number], wish: MailWish, planted: MailWish = {}) {
  const made = rowsOnDesk(kind, wish)
  const rows = {
    ...made,
    company: { ...made.company, ...planted.company },
    customer: { ...made.customer, ...planted.customer },
    mail: { ...made.mail, ...planted.mail },
  }
  const { message } = await composeMail(rows, rows.link === null ? null : URL, {
    mailDomain: 'mail.example',
    tag: 'k.t.s',
    dkim: null,
    fonts: loadFonts(),
    isTest: false,
    unsubscribeUrl: null,
    now: Date.UTC(2026, 10, 25),
  })
  return { raw: Buffer.from(message).toString('latin1'), mail: await simpleParser(Buffer.from(message)) }
}

test('the logo travels inside the message, named for those who see no pictures', async () => {
  const logo = `data:image/png;base64,${PIXEL}`
  const { raw, mail } = await composed('invoice', { company: { logo, name: 'A & "B" <Floral>' } })
  expect(raw).toContain('Content-ID: <logo@mail.example>')
  expect(raw).toMatch(/multipart\/related/)
  const [picture, pdf] = mail.attachments
  expect(picture).toMatchObject({ contentType: 'image/png', contentDisposition: 'inline', related: true })
  expect(picture!.content.toString('base64')).toBe(PIXEL)
  expect(pdf).toMatchObject({ contentType: 'application/pdf', contentDisposition: 'attachment' })
  expect(raw.match(/image\/png/g)).toHaveLength(1)
  expect(mail.html).toContain('alt="A &amp; &quot;B&quot; &lt;Floral&gt;"')
})

test('nothing that was typed becomes a header, another recipient or markup', async () => {
  const name = 'Evil\r\nBcc: thief@evil.example\r\n\r\n<script>alert(1)</script>'
  const { raw, mail } = await composed(
    'invoice',
    {},
    {
      company: { name },
      customer: { name },
      mail: { subject: `Hi\nTo: thief@evil.example\u2028${name}`, message: name },
    },
  )
  const head = raw.slice(0, raw.indexOf('\r\n\r\n'))
  expect(head).not.toMatch(/^(bcc|to): .*thief/im)
  expect(mail.bcc).toBeUndefined()
  expect(mail.to).toMatchObject({ value: [{ address: 'ines@petal.example' }] })
  expect(mail.html).not.toContain('<script')
  for (const { filename } of mail.attachments) expect(filename).toMatch(/^[\w.-]+$/)
})
