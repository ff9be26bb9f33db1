import { expect, test } from 'vitest'
import { openPageOf, type PayFacts, type PayStage, payStage } from './pay-stage.ts'

const FACTS: PayFacts = {
  order: { status: 'pending', totalCents: 228_00 },
  heldCents: 0,
  heldBeforeCents: 0,
  openCents: 0,
  prepaidCents: 0,
  paysFirst: false,
  kept: null,
  through: null,
  confirming: false,
  byPhone: false,
  isOpened: false,
  page: 'none',
  whyNot: null,
  isSent: true,
  isKnown: true,
}
const phone = { byPhone: true }
const opened = { byPhone: true, isOpened: true, page: 'open' } as const
const confirmed = { status: 'confirmed', totalCents: 228_00 } as const
const voided = { status: 'voided', totalCents: 228_00 } as const
const kept = { totalCents: 228_00, takenCents: 128_00 }
const through = (overCents: number, openCents = 0) => ({ is: 'through', overCents, openCents }) as const

const CASES: [string, Partial<PayFacts>, Partial<PayStage>][] = [
  ['the form, taken by Enter', {}, { is: 'form', amountCents: 228_00, byEnter: true, page: 'none' }],
  ['less what is held', { heldCents: 100_00 }, { is: 'form', amountCents: 128_00, heldCents: 100_00 }],
  [
    'nothing is taken before it is known how the order stands',
    { isKnown: false },
    { mayTake: false, byEnter: false },
  ],
  // A card page that can be charged
  [
    'a page that is open is warned of, and Enter takes nothing',
    { page: 'open' },
    { is: 'form', page: 'open', byEnter: false },
  ],
  ['so is one not heard of yet', { page: 'unlisted' }, { is: 'form', page: 'unlisted', byEnter: false }],
  [
    'and one whose taking back is on its way',
    { page: 'taking-back' },
    { page: 'taking-back', byEnter: false },
  ],
  [
    'a begun payment is warned of it too',
    { kept, page: 'open' },
    { is: 'form', amountCents: 128_00, page: 'open', byEnter: false },
  ],
  [
    'money left over is told',
    { through: through(228_00), order: confirmed },
    { is: 'over', overCents: 228_00, openCents: 0 },
  ],
  [
    'and so is what it did not cover',
    { through: through(0, 28_00), order: confirmed },
    { is: 'over', openCents: 28_00 },
  ],
  // By telephone
  ['the page can be opened', phone, { is: 'phone', leftCents: 228_00, note: null, mayOpen: true }],
  ['not before the relay has the order', { ...phone, isSent: false }, { note: 'sending', mayOpen: false }],
  ['not offline', { ...phone, whyNot: 'offline' }, { note: 'offline', mayOpen: false }],
  ['opened: waits', opened, { note: 'waiting', mayOpen: false }],
  ['opened, and the order changed meanwhile: waits', { ...opened, isSent: false }, { note: 'waiting' }],
  [
    'opened, then offline: sees no payment now',
    { ...opened, whyNot: 'offline' },
    { note: 'blind', mayOpen: false },
  ],
  ['opened, then the account was paused: says so', { ...opened, whyNot: 'noAccount' }, { note: 'noAccount' }],
  [
    'opened, then taken back or ended: it can be opened anew',
    { ...opened, page: 'none' },
    { isOpened: false, note: null, mayOpen: true },
  ],
  [
    'opened and paid in part: the rest is left',
    { ...opened, heldCents: 28_00 },
    { leftCents: 200_00, heldCents: 28_00 },
  ],
  // Unapplied money of the customer
  [
    'prepayments that confirming leaves',
    { prepaidCents: 300_00 },
    { prepaid: { use: 'left', cents: 300_00 } },
  ],
  ['that it uses', { prepaidCents: 100_00, paysFirst: true }, { prepaid: { use: 'used', cents: 100_00 } }],
  [
    'that it uses after the card',
    { ...phone, prepaidCents: 100_00, paysFirst: true },
    { prepaid: { use: 'afterCard', cents: 100_00 } },
  ],
  [
    'that are enough',
    { prepaidCents: 228_00, paysFirst: true },
    { prepaid: { use: 'enough', cents: 228_00 } },
  ],
  [
    'that are enough with what is held',
    { prepaidCents: 28_00, heldCents: 200_00, paysFirst: true },
    { prepaid: { use: 'enough', cents: 28_00 } },
  ],
  ['none to speak of', { paysFirst: true }, { prepaid: { use: 'none', cents: 0 } }],
  [
    'they are told of by telephone, too',
    { ...phone, prepaidCents: 5_00 },
    { prepaid: { use: 'left', cents: 5_00 } },
  ],
  [
    'a begun payment does not offer them',
    { kept, prepaidCents: 5_00 },
    { prepaid: { use: 'none', cents: 0 } },
  ],
  // Held
  ['all is held: it is confirmed', { heldCents: 228_00, page: 'open' }, { is: 'held', heldCents: 228_00 }],
  ['more than that is held', { ...opened, heldCents: 300_00 }, { is: 'held', heldCents: 300_00 }],
  ['a begun payment goes on all the same', { kept, heldCents: 228_00 }, { is: 'form', amountCents: 128_00 }],
  [
    'one’s own confirmation is no end by another',
    { confirming: true, order: confirmed, heldBeforeCents: 300_00 },
    { is: 'held', heldCents: 300_00 },
  ],
  [
    'a draft without a total has nothing held',
    { order: { status: 'draft', totalCents: 0 } },
    { is: 'form', amountCents: 0 },
  ],
  // Ended elsewhere
  [
    'confirmed with nothing held',
    { order: confirmed, openCents: 228_00 },
    { is: 'ended', heldCents: 0, appliedCents: 0, openCents: 228_00 },
  ],
  [
    'confirmed with a part held',
    { order: confirmed, heldBeforeCents: 100_00, openCents: 128_00 },
    { heldCents: 100_00, appliedCents: 100_00 },
  ],
  [
    'confirmed with too much held',
    { order: confirmed, heldBeforeCents: 300_00 },
    { heldCents: 300_00, appliedCents: 228_00 },
  ],
  [
    'voided with money held',
    { order: voided, heldBeforeCents: 100_00, page: 'open' },
    { is: 'ended', status: 'voided', heldCents: 100_00, appliedCents: 0, page: 'open' },
  ],
]

test.each(CASES)('%s', (_, facts, stage) => {
  expect(payStage({ ...FACTS, ...facts })).toMatchObject(stage)
})

test('of several pages the one that can be charged counts, and one not heard of yet before one taken back', () => {
  const [open, back, ended] = (['open', 'taking-back', 'ended'] as const).map(state => ({
    linkId: state,
    state,
  }))
  expect(openPageOf([], null)).toBe('none')
  expect(openPageOf([], 'new')).toBe('unlisted')
  expect(openPageOf([ended!], 'ended')).toBe('none')
  expect(openPageOf([ended!, back!], 'new')).toBe('unlisted')
  expect(openPageOf([ended!, back!], null)).toBe('taking-back')
  expect(openPageOf([back!, open!, ended!], 'ended')).toBe('open')
})
