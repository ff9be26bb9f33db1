import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import AxeBuilder from '@axe-core/playwright'
import { type Browser, chromium, type Page } from '@playwright/test'
import { contactSheet, type Shot } from './screens/contact-sheet.ts'
import { type Desk, mailedLink, sceneOf } from './screens/scene-of.ts'
import { type Scene, STEPS, stepWords } from './screens/steps.ts'
import { readDemoUsers } from './stack/demo.ts'
import { findBrowser } from './test/find-browser.ts'
import { root } from './test/run-tool.ts'

const usage = 'Usage: npm run screens -- [--look en-light] [--only WORD] [--app URL --inbox URL]'
const SHOTS = join(root, 'e2e', 'shots', 'screens')
const SIZES = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
]
const LOOKS = (['en', 'es'] as const).flatMap(language =>
  (['light', 'dark'] as const).map(theme => ({ name: `${language}-${theme}`, language, theme })),
)
type Look = (typeof LOOKS)[number]

const { values } = parseArgs({
  options: {
    look: { type: 'string', multiple: true },
    only: { type: 'string' },
    app: { type: 'string' },
    inbox: { type: 'string' },
  },
})
const looks = LOOKS.filter(({ name }) => values.look?.includes(name) ?? true)
if (looks.length === 0) throw new Error(usage)
const shots: Shot[] = []
const faults: string[] = []

process.exitCode = await takeAll()

/** Pictures of every screen in every look and size, each tried with axe; 1 when anything serious was found. */
async function takeAll(): Promise<number> {
  const stack =
    values.app && values.inbox ? { app: values.app, inbox: values.inbox, stop: () => {} } : await startStack()
  const found = await findBrowser()
  if (found.found === false) throw new Error(found.reason)
  const browser = await chromium.launch(found.path === undefined ? {} : { executablePath: found.path })
  try {
    const address = new URL(stack.app)
    const token = address.hash.replace('#token=', '')
    const admin = readDemoUsers().find(({ roles }) => roles.includes('admin'))!
    const user = { login: admin.login, password: admin.password }
    const { desk, scene } = await sceneOf({ url: address.origin, token }, user)
    for (const look of looks) {
      await deskIn(look, browser, stack.app, scene)
      await payerIn(look, browser, desk, stack.inbox)
    }
    await desk.ask('session.logout', {})
    for (const look of looks) await loginIn(look, browser, stack.app)
    desk.close()
  } finally {
    await browser.close()
    stack.stop()
  }
  writeFileSync(join(SHOTS, 'index.html'), contactSheet(shots))
  console.log(`\n${shots.length} pictures: ${join(SHOTS, 'index.html')}`)
  for (const fault of faults) console.log(`  ${fault}`)
  console.log(`${faults.length} faults`)
  return faults.length === 0 ? 0 : 1
}

/** A page in a look, as the user's menu would set it. */
async function pageIn(look: Look, browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: SIZES[0]!,
    locale: look.language === 'es' ? 'es-US' : 'en-US',
    timezoneId: 'America/New_York',
    colorScheme: look.theme,
    reducedMotion: 'reduce',
  })
  await context.addInitScript(({ language, theme }) => {
    if (!window.location.protocol.startsWith('http') || window.parent !== window) return
    window.localStorage.setItem('florin.ui', JSON.stringify({ state: { language }, version: 0 }))
    window.localStorage.setItem('mantine-color-scheme-value', theme)
  }, look)
  const page = await context.newPage()
  page.setDefaultTimeout(8000)
  page.on('pageerror', error => faults.push(`${look.name} ${page.url()}: ${error.message}`))
  return page
}

async function deskIn(look: Look, browser: Browser, app: string, scene: Scene): Promise<void> {
  const page = await pageIn(look, browser)
  await page.goto(app)
  await page.getByRole('navigation').getByRole('link').first().waitFor()
  const origin = new URL(app).origin
  const sections = await page
    .getByRole('navigation')
    .getByRole('link')
    .evaluateAll(links => links.map(link => link.getAttribute('href') ?? ''))
  const words = stepWords(look.language)
  const looks = [
    ...sections.map(href => ({
      name: href.replace(/^#\//, '').replaceAll('/', '-'),
      address: href,
      act: undefined,
    })),
    ...Object.entries(STEPS).flatMap(([route, steps]) =>
      steps.map(({ name, path, act }) => ({ name: `${route}--${name}`, address: `#${path(scene)}`, act })),
    ),
  ]
  for (const { name, address, act } of looks) {
    if (isLeftOut(name)) continue
    try {
      await goTo(page, `${origin}/${address}`)
      await act?.(page, words)
      await take(page, look, name)
    } catch (error) {
      faults.push(`${look.name} ${name}: ${String(error).split('\n')[0]}`)
    }
  }
  await page.context().close()
}

async function payerIn(look: Look, browser: Browser, desk: Desk, inbox: string): Promise<void> {
  if (isLeftOut('pay')) return
  const page = await pageIn(look, browser)
  const link = await mailedLink(desk, inbox, look.language)
  await page.goto(link.url)
  await take(page, look, 'pay--landing')
  await page.waitForTimeout(1200) // faster is counted as a machine
  await page.getByRole('button').first().click()
  await page.locator('iframe').first().waitFor()
  await take(page, look, 'pay--page')
  const isPaidSaid = page.waitForFunction(() => document.querySelector('iframe') === null, null, {
    timeout: 15_000,
  })
  await link.pay()
  await isPaidSaid
  await take(page, look, 'pay--paid-elsewhere')
  await page.goto(link.url.replace(/[^/]*$/, last => 'A'.repeat(last.length)))
  await take(page, look, 'pay--unknown-link')
  await page.context().close()
}

async function loginIn(look: Look, browser: Browser, app: string): Promise<void> {
  if (isLeftOut('login')) return
  const page = await pageIn(look, browser)
  await page.goto(app)
  await page.getByRole('button').first().waitFor()
  await take(page, look, 'login')
  await page.context().close()
}

async function goTo(page: Page, url: string): Promise<void> {
  // What a step opened goes with its page.
  await page.goto('about:blank')
  await page.goto(url)
  await page.getByRole('navigation').getByRole('link').first().waitFor()
  await page.waitForLoadState('networkidle')
}

/** A picture in each size, and what axe and the page's measures have against the first. */
async function take(page: Page, look: Look, name: string): Promise<void> {
  for (const [at, size] of SIZES.entries()) {
    await page.setViewportSize(size)
    await page.waitForTimeout(350) // lists and dialogs come to rest
    if (at === 0) await check(page, `${look.name} ${name}`)
    const file = `${look.name}/${name}-${size.width}.png`
    mkdirSync(join(SHOTS, look.name), { recursive: true })
    await page.screenshot({ path: join(SHOTS, file) })
    shots.push({ look: look.name, name, width: size.width, file })
  }
  await page.setViewportSize(SIZES[0]!)
  console.log(`${look.name} ${name}`)
}

async function check(page: Page, what: string): Promise<void> {
  // Of a frame without a background axe takes what is behind it for white.
  const axe = new AxeBuilder({ page }).exclude(['iframe', '#fields'])
  const { violations } = await axe.analyze()
  for (const { id, impact, nodes } of violations)
    if (impact === 'serious' || impact === 'critical')
      faults.push(
        `${what}: ${id} at ${nodes
          .map(({ target }) => target.join(' '))
          .slice(0, 3)
          .join(', ')}`,
      )
  const cut = await page.evaluate(cutOff)
  for (const text of cut) faults.push(`${what}: cut off: ${text}`)
}

/** Words that are cut off where they should be read whole, and a page wider than its window. Runs in the page. */
function cutOff(): string[] {
  const found: string[] = []
  if (document.documentElement.scrollWidth > window.innerWidth)
    found.push('the page is wider than its window')
  const grid = document.querySelector('.ag-body-horizontal-scroll-viewport')
  if (grid && grid.scrollWidth > grid.clientWidth + 1) found.push('the list scrolls sideways')
  const sections = document.querySelector('nav > div:nth-of-type(2)')
  if (sections && sections.scrollHeight > sections.clientHeight + 1) found.push('the sections scroll')
  const whole =
    'button *, label, legend, h1, h2, h3, th, nav a, [role=tab] *, .ag-header-cell-text, .ag-floating-bottom .ag-cell'
  for (const element of document.querySelectorAll<HTMLElement>(whole)) {
    const text = element.textContent?.trim() ?? ''
    const cuts = getComputedStyle(element).overflowX !== 'visible'
    if (text !== '' && cuts && element.clientWidth > 8 && element.scrollWidth > element.clientWidth + 1)
      found.push(`“${text.slice(0, 40)}”`)
  }
  return [...new Set(found)]
}

function isLeftOut(name: string): boolean {
  return values.only !== undefined && !name.includes(values.only)
}

/** The demo's stack on a folder of its own, which the next run finds again. */
async function startStack(): Promise<{ app: string; inbox: string; stop(): void }> {
  rmSync(SHOTS, { recursive: true, force: true })
  const data = join(root, '.florin', 'screens')
  const program = [join(root, 'scripts', 'stack.ts'), '--no-open', '--data', data]
  const child = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface(child.stdout)
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The stack ended with ${code}.`)
  })
  const ready = new Promise<string>(resolve => {
    lines.on('line', line => line.startsWith('ready ') && resolve(line.slice('ready '.length)))
  })
  const places = JSON.parse(await Promise.race([ready, ended])) as { app: string; inbox: string }
  ended.catch(() => undefined)
  return { ...places, stop: () => child.kill('SIGTERM') }
}
