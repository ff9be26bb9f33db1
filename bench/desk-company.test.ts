import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { PROFILE_FILE } from '../electron/backend/store/migrate-profile.ts'
import { verifyProfile } from '../electron/backend/store/verify-profile.ts'
import { temporaryFolder } from '../electron/backend/testing/desktop-under-test.ts'
import { fillProfile } from './desk-company.ts'

test('a bench company is one whose every balance its entries prove', () => {
  const folder = temporaryFolder()
  fillProfile(folder.path, { customers: 20, invoices: 200, lines: 3, openPercent: 10 })
  const db = new Sqlite(join(folder.path, PROFILE_FILE), { readonly: true })
  const { findings, counts } = verifyProfile(db)
  db.close()
  folder.remove()
  expect(findings).toEqual([])
  expect(counts).toMatchObject({ orders: 200, orderLines: 600 })
})
