import { expect, test } from 'vitest'
import { matchesWords } from './matches-words.ts'

test('beginnings of words match in any order, whatever accents and capitals', () => {
  expect(matchesWords('inv op', 'Open Invoices')).toBe(true)
  expect(matchesWords('configuracion', 'Configuración')).toBe(true)
  expect(matchesWords('', 'Team')).toBe(true)
})

test('a Spanish word is found in either gender and number', () => {
  expect(matchesWords('oscuro', 'Apariencia oscura')).toBe(true)
  expect(matchesWords('abierta', 'Facturas abiertas')).toBe(true)
  expect(matchesWords('pagar', 'Historial de pagos')).toBe(false)
})

test('a piece from the middle of a word does not match', () => {
  expect(matchesWords('nvoice', 'Open Invoices')).toBe(false)
})
