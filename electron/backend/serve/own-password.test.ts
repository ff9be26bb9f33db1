import { afterEach, beforeEach, expect, test } from 'vitest'
import { ADMIN } from '../../../cloud-relay/testing/test-device.ts'
import { RelayUnreachable } from '../ports.ts'
import { deskAtRelay } from '../testing/desk-at-relay.ts'

const NEW = 'ranunculus in spring'

let desk: Awaited<ReturnType<typeof deskAtRelay>>
/** Told of each request before it is answered. */
let before: (path: string) => void

beforeEach(async () => {
  before = () => {}
  desk = await deskAtRelay(path => before(path))
})

afterEach(() => desk.remove())

/** No two instants are one from here on: a login made before the change is older than it. */
function ticking(): void {
  const told = before
  before = path => {
    desk.relay.clock.pass(1)
    told(path)
  }
}

async function change() {
  ticking()
  return desk.ask('session.change-password', { current: ADMIN.password, password: NEW })
}

/** Fails every login at the relay from the second one on. */
function cutAfterTheFirstLogin(): void {
  let logins = 0
  before = path => {
    if (path === '/v1/login' && ++logins > 1) throw new RelayUnreachable('cut')
  }
}

test('what only the relay answers is answered after a change of the own password', async () => {
  await change()
  expect(await desk.ask('devices.all', {})).toHaveLength(1)
})

test('whoever sets their own password among the users stays logged in with it, too', async () => {
  const { id: userId } = desk.backend.user()
  ticking()
  await desk.ask('users.set-password', { userId, password: NEW })
  expect(await desk.ask('devices.all', {})).toHaveLength(1)
  await desk.ask('session.logout', {})
  before = () => {
    throw new RelayUnreachable('cut')
  }
  expect(await desk.ask('session.login', { login: ADMIN.login, password: NEW })).toMatchObject({
    user: { login: ADMIN.login },
  })
})

test('a password that was set while the network went is the new one, here too', async () => {
  cutAfterTheFirstLogin()
  await change()
  await expect(desk.ask('devices.all', {})).rejects.toMatchObject({ fault: 'log-in-again' })
  await desk.ask('session.logout', {})
  const login = (password: string) => desk.ask('session.login', { login: ADMIN.login, password })
  await expect(login(ADMIN.password)).rejects.toMatchObject({ fault: 'wrong-login' })
  expect(await login(NEW)).toMatchObject({ user: { login: ADMIN.login } })
})

test('whoever logs out while their password is changed stays logged out', async () => {
  before = path => {
    if (path.endsWith('/password')) desk.backend.logIn(null)
  }
  await change()
  expect(desk.backend.loggedIn()).toBe(null)
})
