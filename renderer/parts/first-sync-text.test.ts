import { expect, test } from 'vitest'
import { firstSync } from '../words/first-sync.ts'
import { firstSyncText } from './first-sync-text.ts'

test('says rows of rows, and what came over the network', () => {
  const text = firstSyncText({ rows: 465_000, rowsInAll: 1_000_008, bytes: 31_249_000 }, firstSync.en)
  expect(text).toBe('465,000 of about 1,000,008 records · 31.2 MB')
})

test('says that it is being put in order once all rows are here', () => {
  const done = { rows: 1_000_010, rowsInAll: 1_000_008, bytes: 66_000_000 }
  expect(firstSyncText(done, firstSync.es)).toBe(firstSync.es.finishing)
})
