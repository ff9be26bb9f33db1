import { z } from 'zod'
import { COMMANDS } from '../../shared/domain/commands.ts'
import type { CompanyRow } from '../../shared/domain/company/company-row.ts'
import { assert } from '../../shared/lib/assert.ts'
import { businessDateAt } from '../../shared/lib/dates.ts'
import { enrolmentCodeAnswer, PUSH_LIMIT } from '../../shared/protocol/sync.ts'
import { DEMO_COMPANY } from './demo-company.ts'
import { createDemoCompany, type Send } from './demo-device.ts'
import type { DemoCommand, DemoDeed } from './demo-stage.ts'
import { demoSteps } from './demo-steps.ts'
import users from './demo-users.json' with { type: 'json' }

/** Where the demo is played. */
export interface PlayOptions {
  /** Of a relay without this company: playing twice makes two. */
  relayUrl: string
  setupToken: string
  /** Told how far it is, a line at a time. */
  log(line: string): void
  send?: Send
  now?: () => number
  /** Plays everyone outside the company; without, no link is sent before last evening. */
  world?: DemoWorld
}

/** The world around a relay whose clock it sets. */
export interface DemoWorld {
  /** Sets the relay's clock; null: back to the present. */
  setClock(at: number | null): void
  /** Does what is done outside, with all that the relay makes of it at once. */
  perform(deed: DemoDeed): Promise<void>
}

/**
 * Plays the demo company at a relay, command by command, as a desktop would; then switches that desktop off. Answers a
 * code with which another one enrols, good once and for an hour. Throws when the relay does not accept a command.
 */
export async function playDemo({
  relayUrl,
  setupToken,
  log,
  send = fetch,
  now = Date.now,
  world,
}: PlayOptions): Promise<{ companyId: string; enrolmentCode: string }> {
  const [admin, ...others] = users
  assert(admin, 'the demo has an admin')
  const { name, login, password } = admin
  const device = await createDemoCompany({ relayUrl, setupToken, send, now }, { name, login, password })
  const { userId: adminUserId, userToken } = await device.logIn(login, password)
  const present = new Set([adminUserId])
  const rows = await device.pull()
  const company = rows.find(row => row.table === 'companies')?.doc as CompanyRow | undefined
  assert(company, 'a new company has its row')

  const setPassword = (userId: string, chosen: string) =>
    device.asAdmin(`/v1/users/${userId}/password`, { password: chosen }, userToken, z.null())
  const today = businessDateAt(now(), DEMO_COMPANY.timeZone)
  const { takeNumber } = device
  const passwords = new Map(others.map(other => [other.login, other.password]))
  const added: { userId: string; login: string }[] = []
  let batch: DemoCommand[] = []
  let count = 0
  let unseen = 0
  async function push(): Promise<void> {
    if (batch.length > 0) await device.push(batch)
    count += batch.length
    unseen += batch.length
    batch = []
  }
  async function flush(): Promise<void> {
    await push()
    unseen = 0
    for (const user of added.splice(0)) {
      const chosen = passwords.get(user.login)
      assert(chosen, `no password for ${user.login}`)
      await setPassword(user.userId, chosen)
      await device.logIn(user.login, chosen)
      present.add(user.userId)
    }
    await device.pull()
    log(`${count} commands played`)
  }
  async function perform(deed: DemoDeed, around: DemoWorld): Promise<void> {
    await push()
    if (unseen >= PUSH_LIMIT) await flush()
    around.setClock(deed.at)
    try {
      if (deed.deed === 'post') {
        batch.push(deed.command)
        await push()
      }
      await around.perform(deed)
    } finally {
      around.setClock(null)
    }
  }
  for (const step of demoSteps({
    today,
    adminUserId,
    company,
    takeNumber,
    withPayers: world !== undefined,
  })) {
    if ('deed' in step) {
      if (world) await perform(step, world)
      continue
    }
    const command = step
    if (batch.length === PUSH_LIMIT || !present.has(command.userId)) await flush()
    batch.push(command)
    if (command.name === 'user.add') added.push(COMMANDS['user.add'].payload.parse(command.payload))
  }
  await flush()
  const { code } = await device.asAdmin('/v1/enrolment-codes', {}, userToken, enrolmentCodeAnswer)
  await device.revoke(userToken)
  return { companyId: device.companyId, enrolmentCode: code }
}
