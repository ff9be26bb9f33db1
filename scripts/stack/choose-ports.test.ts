import { type AddressInfo, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { choosePorts } from './choose-ports.ts'

test('a taken port is stepped over and no port is given twice', async () => {
  const taken = createServer()
  await new Promise<void>(resolve => taken.listen(0, '127.0.0.1', resolve))
  const port = (taken.address() as AddressInfo).port
  const wanted = { relay: port, gateway: port, inbox: port, smtp: port, app: port }
  const chosen = Object.values(await choosePorts(wanted))
  await new Promise(resolve => taken.close(resolve))
  expect(chosen.every(each => each > port)).toBe(true)
  expect(new Set(chosen).size).toBe(5)
})

test('a remembered port that is free is kept', async () => {
  const first = await choosePorts({
    relay: 21_300,
    gateway: 21_340,
    inbox: 21_380,
    smtp: 21_420,
    app: 21_460,
  })
  expect(await choosePorts(first)).toEqual(first)
})
