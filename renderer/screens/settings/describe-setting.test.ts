import { expect, test } from 'vitest'
import { listed } from '../../words/listed.ts'
import { settings } from '../../words/settings.ts'
import type { Words } from '../../words/use-words.ts'
import { describeSetting } from './describe-setting.ts'
import { SETTING_KINDS } from './setting-fields.ts'

const words = { settings: settings.en, listed: listed.en } as Words

test('a list reads the same whether it is stored or typed', () => {
  const boxes = [{ code: 'HB', name: 'Half box', fuelCents: 225 }]
  expect(describeSetting('boxTypes', boxes, words)).toBe('HB Half box 2.25')
  expect(describeSetting('boxTypes', SETTING_KINDS.boxTypes.typed(boxes), words)).toBe('HB Half box 2.25')
  const terms = [{ code: 'NET7', name: 'Net 7', days: 7 }]
  expect(describeSetting('terms', terms, words)).toBe('NET7 Net 7 7')
  expect(describeSetting('addressLines', ['1 Flower St', 'Miami'], words)).toBe('1 Flower St, Miami')
  expect(describeSetting('addressLines', '1 Flower St\n Miami', words)).toBe('1 Flower St, Miami')
})

test('switches, choices and nothing have words', () => {
  expect(describeSetting('linksEnabled', false, words)).toBe('off')
  expect(describeSetting('language', 'es', words)).toBe('Spanish')
  expect(describeSetting('ageBasis', 'due-date', words)).toMatch(/^Due date/)
  expect(describeSetting('phone', '', words)).toBe('nothing')
  expect(describeSetting('carriers', [], words)).toBe('nothing')
})

test('charges, fees and policies read the same whether stored or typed', () => {
  const charges = [
    { id: 'd', label: 'Delivery', kind: 'fixed' as const, rateBps: 0, amountCents: 2500, onNewOrders: true },
    {
      id: 'h',
      label: 'Handling',
      kind: 'percent' as const,
      rateBps: 250,
      amountCents: 0,
      onNewOrders: false,
    },
    { id: 'f', label: 'Fuel', kind: 'fuel' as const, rateBps: 0, amountCents: 0, onNewOrders: false },
  ]
  const text = 'Delivery 25.00, Handling 2.5%, Fuel'
  expect(describeSetting('charges', charges, words)).toBe(text)
  expect(describeSetting('charges', SETTING_KINDS.charges.typed(charges), words)).toBe(text)
  expect(describeSetting('nsfFeeCents', 3500, words)).toBe('35.00')
  expect(describeSetting('financeChargeBps', 150, words)).toBe('1.5')
  expect(describeSetting('orderChangePolicy', 'nobody', words)).toMatch(/^Nobody/)
})

test('hours, days of reminders, templates and a logo have words', () => {
  expect(describeSetting('automaticInvoiceHour', 18, words)).toMatch(/^6:00.PM$/)
  expect(describeSetting('quietFromHour', '7', words)).toMatch(/^7:00.AM$/)
  expect(describeSetting('partialMinimumCents', 5000, words)).toBe('50.00')
  const days = '3 days before it is due, on the day it is due'
  expect(describeSetting('reminderDays', [-3, 0], words)).toBe(days)
  expect(describeSetting('reminderDays', SETTING_KINDS.reminderDays.typed([-3, 0]), words)).toBe(days)
  const template = { kind: 'receipt', language: 'es', subject: 'Recibo', message: '' } as const
  expect(describeSetting('mailTemplates', [template], words)).toBe('Receipt of a payment (es): Recibo')
  expect(describeSetting('logo', 'data:image/png;base64,AAAA', words)).toBe('a picture')
  expect(describeSetting('logo', '', words)).toBe('nothing')
})
