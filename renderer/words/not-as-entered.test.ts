import { expect, test } from 'vitest'
import { notAsEntered } from './not-as-entered.ts'

const REASONS = [
  'unknown-payment',
  'payment-void',
  'payment-taken-back',
  'payment-returned',
  'refund-above-left',
  'refund-from-invoices',
  'before-payment',
  'applied-more-than-unapplied',
  'payment-held',
  'card-not-nsf',
]

test.each(['en', 'es'] as const)(
  'every reason has a sentence of its own with its figures, in %s',
  language => {
    const entered = {
      what: 'refund',
      number: '5201',
      payment: '5001',
      amountCents: 70_00,
      missingCents: 30_00,
    }
    const told = REASONS.map(reason => notAsEntered[language].sentence({ ...entered, reason, by: '5200' }))
    expect(new Set(told).size).toBe(REASONS.length)
    for (const sentence of told) {
      expect(sentence).toContain('5201')
      expect(sentence).toContain('70.00')
      expect(sentence).not.toContain('undefined')
    }
    const of = (reason: string) => told[REASONS.indexOf(reason)]
    expect(of('refund-above-left')).toContain('30.00')
    expect(of('payment-taken-back')).toContain('5200')
    expect(of('unknown-payment')).not.toContain('5001')
  },
)
