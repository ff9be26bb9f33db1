import { expect, test } from 'vitest'
import { importCounts } from './import-counts.ts'

const { en, es } = importCounts

test('one row is one row, in both languages', () => {
  expect([en.commit(1), en.commit(1200), en.commit(0)]).toEqual([
    'Import 1 row',
    'Import 1,200 rows',
    'Nothing to import',
  ])
  expect([es.commit(1), es.commit(2)]).toEqual(['Importar 1 fila', 'Importar 2 filas'])
  expect(en.comesIn(1, 1, 1)).toBe(
    '1 row comes in; 1 is here already and adds nothing; 1 is left out or repeats another.',
  )
  expect(en.comesIn(2, 0, 3)).toBe('2 rows come in; 3 are left out or repeat another.')
  expect(es.comesIn(1, 1, 0)).toBe('Entra 1 fila; 1 ya está y no añade nada.')
  expect(es.comesIn(2, 2, 1)).toBe(
    'Entran 2 filas; 2 ya están y no añaden nada; 1 queda fuera o repite otra.',
  )
  expect([en.doneFacts(1, 1), en.doneFacts(0, 3)]).toEqual([
    '1 row was added; 1 was here already.',
    '0 rows were added; 3 were here already.',
  ])
  expect(es.doneFacts(1, 2)).toBe('Se añadió 1 fila; 2 ya estaban.')
  const singular = [
    en.sheetRows('S', 1),
    en.undoText(1),
    en.moreRows(1),
    en.running(1, 1),
    en.undoing(1, 1),
    es.sheetRows('S', 1),
    es.undoText(1),
    es.moreRows(1),
    es.running(1, 1),
    es.undoing(1, 1),
  ]
  for (const text of singular) expect(text).not.toMatch(/rows|filas/)
})
