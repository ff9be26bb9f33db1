import { afterEach, expect, test } from 'vitest'
import { COMMANDS } from '../../shared/domain/commands.ts'
import { UPCASTS } from '../../shared/domain/upcast.ts'
import frozen from '../../shared/testing/frozen-commands.json' with { type: 'json' }
import { type GivenCommand, openCommand } from './decide-command.ts'

/** A command as a desktop gives it, recorded when its version was the newest. */
function given(name: string, version: number): GivenCommand {
  const recorded = frozen.find(command => command.name === name)
  if (!recorded) throw new Error(`no payload of ${name} is recorded`)
  const { id, userId, deviceId, at, payload } = recorded
  const actor = { kind: 'user' as const, userId, deviceId }
  return { id, name, version, payload, actor, at, incarnationId: 'one', seq: 1, bound: true }
}

afterEach(() => {
  Object.assign(COMMANDS['product.add'], { version: 1 })
  Reflect.deleteProperty(UPCASTS, 'product.add')
})

test('a payload of an older version is lifted before it is looked at', () => {
  Object.assign(COMMANDS['product.add'], { version: 2 })
  const lift = (payload: unknown) => ({ ...(payload as object), description: 'as version 2 has it' })
  Object.assign(UPCASTS, { 'product.add': { 1: lift } })
  const opened = openCommand(given('product.add', 1), 0)
  expect(opened).toMatchObject({ asking: { payload: { description: 'as version 2 has it' } } })
})

test('a version newer than this relay is refused, or kept aside when it is a fact', () => {
  expect(openCommand(given('product.add', 9), 0)).toMatchObject({
    verdict: { outcome: 'refused', refusal: { code: 'unknown-command' } },
  })
  expect(openCommand(given('payment.receive', 9), 0)).toMatchObject({ verdict: { outcome: 'quarantined' } })
})
