import { expect, test } from 'vitest'
import type { SyncStatus } from '../../shared/protocol/desk.ts'
import { shell } from '../words/shell.ts'
import { syncLine } from './sync-line.ts'

const status: SyncStatus = {
  phase: 'up-to-date',
  since: 0,
  queuedCount: 0,
  refusedCount: 0,
  waitingMailCount: 0,
  lastSyncAt: 0,
  firstSync: null,
  agreedAt: null,
  mending: null,
  recovery: null,
  clockSkewMs: null,
  problem: null,
}
const line = (changed: Partial<SyncStatus>) =>
  syncLine({ ...status, ...changed }, shell.en.sync, () => '9:12')

test('up to date and sending are good', () => {
  expect(line({})).toEqual({ tone: 'good', text: 'Up to date' })
  expect(line({ queuedCount: 2 })).toEqual({ tone: 'good', text: 'Sending 2…' })
  expect(line({ phase: 'syncing' })).toEqual({ tone: 'good', text: 'Fetching…' })
})

test('offline says since when and how much is saved here', () => {
  expect(line({ phase: 'offline', queuedCount: 3 })).toEqual({
    tone: 'warn',
    text: 'Offline since 9:12 · 3 saved here',
  })
  expect(line({ phase: 'offline' }).text).toBe('Offline since 9:12')
})

test('a problem only a person can mend comes before the phase', () => {
  expect(line({ phase: 'offline', problem: 'device-revoked', queuedCount: 1 })).toEqual({
    tone: 'bad',
    text: 'Switched off at the relay · 1 saved here',
  })
})
