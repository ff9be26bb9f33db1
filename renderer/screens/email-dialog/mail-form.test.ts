import { expect, test } from 'vitest'
import type { MailDraft } from '../../../shared/protocol/send-asks.ts'
import {
  carriesLink,
  forgetAsked,
  letterOf,
  mailFormOf,
  mailFormOfRefused,
  mailProblems,
  withAsked,
} from './mail-form.ts'

const DRAFT: MailDraft = {
  recipients: ['pay@petal.example'],
  ccMe: 'maria@aalsmeer.example',
  subject: 'Invoice 10418',
  message: 'Thank you.',
  attachmentName: 'invoice-10418.pdf',
  askedCents: 60_240,
  noLinkReason: null,
  linkBox: true,
  lastSentAt: null,
}

const form = mailFormOf(DRAFT)

function counter(): () => string {
  let next = 0
  return () => `id-${++next}`
}

test('each recipient gets a mail, the sender a copy, all with one link', () => {
  const command = letterOf({ ...form, ccMe: true, text: 'ines@petal.example' }, DRAFT, counter())
  expect(command.recipients).toEqual([
    { mailId: 'id-1', address: 'pay@petal.example' },
    { mailId: 'id-2', address: 'ines@petal.example' },
    { mailId: 'id-3', address: 'maria@aalsmeer.example' },
  ])
  expect(command.linkId).toBe('id-4')
})

test('no link is made where none is offered, whatever the box says', () => {
  const paid: MailDraft = { ...DRAFT, noLinkReason: 'nothing-due' }
  expect(mailFormOf(paid).link).toBe(false)
  expect(letterOf({ ...form, link: true }, paid, counter()).linkId).toBeNull()
  expect(letterOf({ ...form, link: false }, DRAFT, counter()).linkId).toBeNull()
  expect([carriesLink({ ...form, link: true }, paid), carriesLink({ ...form, link: false }, DRAFT)]).toEqual([
    false,
    false,
  ])
  expect(carriesLink(form, DRAFT)).toBe(true)
})

test('a refused mail comes back as it was typed', () => {
  const typed = {
    ...form,
    addresses: ['ines@petal.example'],
    ccMe: true,
    subject: 'Your flowers',
    message: 'One more line.',
    link: false,
  }
  const back = (typedForm: typeof form) => mailFormOfRefused(letterOf(typedForm, DRAFT, counter()), DRAFT)
  expect(back(typed)).toEqual(typed)
  expect(back({ ...typed, ccMe: false, link: true })).toEqual({ ...typed, ccMe: false, link: true })
})

test('a sender who is on file as a recipient comes back as one', () => {
  const draft = { ...DRAFT, recipients: [DRAFT.ccMe] }
  const command = letterOf(mailFormOf(draft), draft, counter())
  expect(mailFormOfRefused(command, draft)).toMatchObject({ addresses: [DRAFT.ccMe], ccMe: false })
})

test('what stands in the way is said at its field', () => {
  expect(mailProblems(form, '')).toEqual([])
  expect(mailProblems({ ...form, addresses: [], subject: ' ' }, '')).toEqual([
    { field: 'to', problem: 'none' },
    { field: 'subject', problem: 'missing' },
  ])
  expect(mailProblems({ ...form, text: 'ines@petal' }, '')).toEqual([
    { field: 'to', problem: 'invalid', addresses: ['ines@petal'] },
  ])
})

test('more addresses than one command takes are not sent', () => {
  const addresses = Array.from({ length: 20 }, (_, at) => `a${at}@petal.example`)
  expect(mailProblems({ ...form, addresses }, DRAFT.ccMe)).toEqual([])
  expect(mailProblems({ ...form, addresses, ccMe: true }, DRAFT.ccMe)).toEqual([
    { field: 'to', problem: 'too-many' },
  ])
})

test('a mail asked for again is the same mail, until another is wanted', () => {
  const newId = counter()
  const first = letterOf(form, DRAFT, newId)
  const asked: typeof form = JSON.parse(JSON.stringify(withAsked(form, first)))
  expect(letterOf(asked, DRAFT, newId)).toEqual(first)
  const more = letterOf({ ...asked, text: 'ines@petal.example' }, DRAFT, newId)
  expect(more.recipients).toEqual([
    ...first.recipients,
    { mailId: expect.not.stringMatching(/^id-[12]$/), address: 'ines@petal.example' },
  ])
  expect(letterOf(forgetAsked(asked), DRAFT, newId).recipients).not.toEqual(first.recipients)
})
