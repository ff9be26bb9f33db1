import { expect, test } from 'vitest'
import type { LinkMail, LinkView } from '../../../shared/protocol/send-asks.ts'
import { linkSteps } from './link-steps.ts'

const LINK = { createdAt: 1, unopenedUntilAt: 900 } as LinkView['link']
const SUMMARY: LinkView['summary'] = {
  linkId: 'l',
  state: 'sent',
  sentAt: 2,
  openedAt: null,
  activeUntilAt: null,
  triedAt: null,
  tryOutcome: '',
  paidAt: null,
  paidCents: 0,
  wentBack: '',
  deliveredAt: null,
  revokedAt: null,
}
const mail = (fields: Partial<LinkMail> = {}) =>
  ({
    recipient: 'a@x.co',
    state: 'sent',
    sentAt: 2,
    deliveredAt: null,
    bouncedAt: null,
    ...fields,
  }) as LinkMail
const told = (summary: Partial<LinkView['summary']>, mails = [mail()]) =>
  linkSteps({ link: LINK, summary: { ...SUMMARY, ...summary }, mails }).map(({ step, at }) => [step, at])

test('a link that waits says when it ends unopened, one that was opened until when it is active', () => {
  expect(told({})).toEqual([
    ['made', 1],
    ['sent', 2],
    ['unopenedUntil', 900],
  ])
  expect(told({ state: 'opened', openedAt: 5, activeUntilAt: 29 }, [mail({ deliveredAt: 3 })])).toEqual([
    ['made', 1],
    ['sent', 2],
    ['delivered', 3],
    ['opened', 5],
    ['activeUntil', 29],
  ])
})

test('tries, the payment, the end and being taken back are told at their times', () => {
  const opened = { openedAt: 5, activeUntilAt: 29 }
  expect(told({ state: 'expired', ...opened, triedAt: 7, tryOutcome: 'declined' }).slice(2)).toEqual([
    ['opened', 5],
    ['declined', 7],
    ['expired', 29],
  ])
  expect(told({ state: 'paid', ...opened, triedAt: 8, tryOutcome: 'paid', paidAt: 8 }).slice(2)).toEqual([
    ['opened', 5],
    ['paid', 8],
  ])
  expect(told({ state: 'paid', ...opened, triedAt: 6, tryOutcome: 'paid', paidAt: 8 }).slice(2)).toEqual([
    ['opened', 5],
    ['tried', 6],
    ['paid', 8],
  ])
  expect(told({ state: 'revoked', ...opened, revokedAt: 6 }).slice(2)).toEqual([
    ['opened', 5],
    ['revoked', 6],
  ])
})

test('each address that a mail did not reach is named', () => {
  const mails = [mail(), mail({ recipient: 'b@x.co', state: 'undelivered', sentAt: null, bouncedAt: 4 })]
  const steps = linkSteps({ link: LINK, summary: SUMMARY, mails })
  expect(steps[2]).toEqual({ step: 'undelivered', at: 4, about: 'b@x.co', isBad: true })
})
