import { expect, test } from 'vitest'
import { fillTemplate } from '../../../shared/domain/mail/fill-template.ts'
import { placeholdersOf } from '../../../shared/domain/mail/placeholders-of.ts'
import { aCustomer, anInvoice } from '../../../shared/testing/builders.ts'
import { aDesk } from '../../../shared/testing/desk.ts'
import {
  invoiceMailValues,
  linksMailValues,
  mailStart,
  mailStarts,
  statementMailStart,
  statementMailValues,
} from './mail-start.ts'

const desk = aDesk()
const florins = desk.ledger.all('companies')[0]!
const own = {
  ...florins,
  mailTemplates: [
    {
      kind: 'invoice' as const,
      language: 'en' as const,
      subject: '{number} for {customer}',
      message: 'Dear {customer}',
    },
    { kind: 'links' as const, language: 'en' as const, subject: '{amount} by {due}', message: '{number}' },
    {
      kind: 'statement' as const,
      language: 'en' as const,
      subject: 'Account on {due}',
      message: '{amount} open',
    },
  ],
}
const customer = aCustomer(desk, { name: 'Petal', language: 'en' })
const invoices = [1, 2, 3, 4].map(() => anInvoice(desk, { customerId: customer.id, totalCents: 100_00 }))
const [invoice] = invoices as [(typeof invoices)[0]]

test('Florin greets the buyer; the company’s own words name the customer', () => {
  const start = (company: typeof own | typeof florins, contact: string) =>
    mailStart(company, 'invoice', 'en', invoiceMailValues(company, customer, invoice, contact))
  expect(start(florins, 'Ines').message).toMatch(/^Hello Ines,/)
  expect(start(florins, '').message).toMatch(/^Hello Petal,/)
  expect(start(own, 'Ines')).toMatchObject({
    subject: `${invoice.number} for Petal`,
    message: 'Dear Petal',
  })
})

test('for many mails what differs stays a placeholder until each is sent', () => {
  expect(mailStarts(florins, 'links').en.subject).toBe(`Open invoices with ${florins.name}: {amount}`)
  const { en, es } = mailStarts(own, 'links')
  expect(en).toEqual({ subject: '{amount} by {due}', message: '{number}' })
  expect(es).toEqual(mailStarts(florins, 'links').es)
  const values = linksMailValues(own, customer, invoices, 400_00)
  expect(fillTemplate(en.subject, values)).toMatch(/^\$400\.00 by \w+ \d+, \d+$/)
  const [a, b, c] = invoices.map(({ number }) => number)
  expect(fillTemplate(en.message, values)).toBe(`${a}, ${b}, ${c} …`)
})

test('each placeholder that a statement’s template is offered stands for something of its own, all others for its date', () => {
  const values = statementMailValues(own, customer, '2026-11-25', 400_00)
  const fill = (name: string) => fillTemplate(`{${name}}`, values)
  const offered = placeholdersOf('statement').map(fill)
  expect(offered).toEqual([own.name, 'Petal', '$400.00', 'Nov 25, 2026'])
  for (const name of ['due', 'number']) {
    expect(placeholdersOf('statement')).not.toContain(name)
    expect(fill(name)).toBe(fill('date'))
  }
})

test('a statement starts with the company’s words and its date', () => {
  expect(statementMailStart(own, customer, '2026-11-25', 400_00)).toEqual({
    subject: 'Account on Nov 25, 2026',
    message: '$400.00 open',
  })
  expect(statementMailStart(florins, customer, '2026-11-25', 0).subject).toBe(
    `Statement from ${florins.name} as of Nov 25, 2026`,
  )
})
