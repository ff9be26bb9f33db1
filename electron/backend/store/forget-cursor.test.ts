import { expect, test } from 'vitest'
import { agedProfile } from '../testing/aged-profile.ts'
import { desktopUnderTest } from '../testing/desktop-under-test.ts'
import { forgetCursor } from './forget-cursor.ts'
import { migrate, STEPS } from './migrations.ts'

test('after a step that forgets the cursor a pull brings what was passed over, and the queue is as it was', async () => {
  const { desk, relay, directory } = await agedProfile()
  const here = desktopUnderTest(desk, relay, 7, directory)
  const before = here.everything()
  const queued = here.sync.queued()
  // As an older Florin would have it, which did not know the table.
  here.profile.writer.exec('DELETE FROM invoice_revisions')
  const newTable = {
    version: STEPS.length + 1,
    name: 'new table',
    run: forgetCursor,
  }
  migrate(here.profile.writer, newTable.version, [...STEPS, newTable])
  expect(here.sync.cursor()).toEqual({ rev: 0, tag: '' })
  await here.pull()
  expect(here.everything()).toEqual(before)
  expect(here.sync.queued()).toEqual(queued)
  expect(here.sync.cursor().rev).toBe(relay.head())
  here.remove()
})
