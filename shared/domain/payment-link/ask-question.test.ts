import { expect, test } from 'vitest'
import { aLink, anInvoice } from '../../testing/builders.ts'
import { accepted, aDesk } from '../../testing/desk.ts'
import { questionerOf } from './ask-question.ts'

function asked(to: string | null) {
  const desk = aDesk()
  const invoice = anInvoice(desk)
  const link = aLink(desk, invoice.id)
  const question = {
    linkId: link.id,
    mailId: desk.newId(),
    to,
    replyTo: 'pay@petal.example',
    name: 'Inés',
    subject: `Question about invoice ${invoice.number}`,
    message: 'Was the credit for the broken stems counted?',
  }
  return { desk, invoice, link, question, ended: accepted(desk.relay('link.ask', question)) }
}

test('a question is a task for the staff and a mail to who answers', () => {
  const { desk, invoice, link, question, ended } = asked('jorge@aalsmeer.example')
  expect(desk.ledger.all('tasks')).toMatchObject([
    {
      kind: 'customer-question',
      state: 'open',
      customerId: invoice.customerId,
      subject: `payment_links:${link.id}`,
      params: { name: 'Inés', address: 'pay@petal.example', message: question.message },
    },
  ])
  const mail = desk.ledger.row('mails', question.mailId)
  expect(mail).toMatchObject({ kind: 'question', recipient: 'jorge@aalsmeer.example', linkId: null })
  expect(mail.message).toBe(`${question.message}\n\nInés`)
  expect(questionerOf(mail)).toBe('pay@petal.example')
  expect(ended.jobs).toEqual([
    { kind: 'mail.send', key: `mail:${question.mailId}`, payload: { mailId: question.mailId } },
  ])
})

test('without anybody’s address it is a task alone; for a link that is gone it is nothing', () => {
  const { desk, question, ended } = asked(null)
  expect(ended.jobs).toEqual([])
  expect(desk.ledger.all('tasks')).toHaveLength(1)
  const lost = { ...question, linkId: desk.newId(), mailId: desk.newId() }
  expect(accepted(desk.relay('link.ask', lost)).writes).toEqual([])
})
