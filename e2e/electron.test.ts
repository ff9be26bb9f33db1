import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { type ElectronApplication, expect, type Page, test as plain } from '@playwright/test'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { ADMIN, COMPANY, furnish, type House, startHouse } from './support/company.ts'
import {
  buildApp,
  canShowWindow,
  electronBinary,
  launchApp,
  launchArguments,
} from './support/electron-app.ts'
import { openLikeElectron } from './support/electron-window.ts'
import { test } from './support/page-test.ts'

let house: House
const profile = () => join(house.folder, 'window')

/** Makes a company at another desktop and answers a code to join it with. */
async function enrolmentCode(): Promise<string> {
  const desk = await connectDesk((await house.desktop('office')).ready)
  await furnish(desk, house)
  const { code } = await desk.ask('devices.invite', {})
  desk.close()
  return code
}

/** Joins from the first start and logs in, as a person does. */
async function joinCompany(page: Page, code: string): Promise<void> {
  await page.getByLabel('Enrolment code').fill(code)
  await page.getByLabel('Name of this computer').fill('Window')
  await page.getByRole('button', { name: 'Join', exact: true }).click()
  await page.getByLabel('Login (email)').fill(ADMIN.login)
  await page.getByRole('textbox', { name: 'Password' }).fill(ADMIN.password)
  await page.getByRole('button', { name: 'Log in' }).click()
  await expect(page.getByText('Up to date')).toBeVisible()
}

test.describe('the window’s way to the backend, in plain Chromium', () => {
  let opened: { stop(): Promise<void> } | undefined

  test.beforeEach(async () => {
    house = await startHouse()
  })
  test.afterEach(async () => {
    await opened?.stop()
    await house.stop()
  })

  test('the screens come from the app’s own files, get one port and join a company over it', async ({
    page,
  }) => {
    const code = await enrolmentCode()
    opened = await openLikeElectron(page, { profile: profile(), relayUrl: house.relayUrl })
    await expect(page.getByRole('heading', { name: 'Welcome to Florin' })).toBeVisible()
    const given = await page.evaluate(() =>
      Object.entries(window.florin ?? {}).map(([name, value]) => [
        name,
        Object.prototype.toString.call(value),
      ]),
    )
    expect(given).toEqual([
      ['port', '[object MessagePort]'],
      ['notify', '[object Function]'],
    ])

    await joinCompany(page, code)
  })
})

plain.describe('Electron’s window', () => {
  plain.skip(electronBinary() === null, 'skipped: no Electron binary')
  plain.skip(
    electronBinary() !== null && !canShowWindow(),
    'skipped: no display, or root, whom Electron refuses',
  )
  let app: ElectronApplication

  plain.beforeAll(buildApp)
  plain.beforeEach(async () => {
    house = await startHouse()
    app = await launchApp({ profile: profile(), relayUrl: house.relayUrl })
  })
  plain.afterEach(async () => {
    await app.close()
    await house.stop()
  })

  plain('a first start greets, without Node, and leads nowhere else', async () => {
    const page = await app.firstWindow()
    await expect(page.getByRole('heading', { name: 'Welcome to Florin' })).toBeVisible()
    const found = await page.evaluate(() => {
      const names = ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer']
      return names.filter(name => name in window)
    })
    expect(found).toEqual([])
    const given = await page.evaluate(() =>
      Object.entries(window.florin ?? {}).map(([name, value]) => [
        name,
        Object.prototype.toString.call(value),
      ]),
    )
    expect(given).toEqual([
      ['port', '[object MessagePort]'],
      ['notify', '[object Function]'],
    ])

    const home = page.url()
    expect(home).toMatch(/^app:\/\/florin\//)
    await page.evaluate(() => window.location.assign('https://relay.invalid/'))
    expect(await page.evaluate(() => window.open('https://relay.invalid/'))).toBeNull()
    const reached = await page.evaluate(() =>
      fetch('https://relay.invalid/').then(
        () => 'reached',
        () => 'refused',
      ),
    )
    expect(reached).toBe('refused')
    expect(await page.evaluate(() => fetch('app://florin/..%2f..%2fpackage.json').then(a => a.status))).toBe(
      404,
    )
    expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied')
    expect([page.url(), app.windows().length]).toEqual([home, 1])
    await expect(page.getByRole('heading', { name: 'Welcome to Florin' })).toBeVisible()
  })

  plain('a computer joins a company, and the next start knows it', async () => {
    const code = await enrolmentCode()
    const page = await app.firstWindow()
    await joinCompany(page, code)
    await app.close()
    app = await launchApp({ profile: profile(), relayUrl: house.relayUrl })
    await expect((await app.firstWindow()).getByRole('heading', { name: COMPANY.name })).toBeVisible()
  })

  plain('a second start on the same profile leaves the first its window and goes', async () => {
    await app.firstWindow()
    const second = spawn(electronBinary()!, launchArguments({ profile: profile(), relayUrl: house.relayUrl }))
    const [code] = await once(second, 'exit')
    expect([code, app.windows().length]).toEqual([0, 1])
  })
})
