import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readConfig } from '../cloud-relay/config.ts'
import { playDemo } from '../resources/demo/play-demo.ts'
import { buildRenderer } from './build-renderer.ts'
import { choosePorts, type Ports } from './stack/choose-ports.ts'
import { holdDataFolder, prepareDataFolder, readSecrets, readState, writeState } from './stack/data-folder.ts'
import { prepareDemo, readDemoUsers } from './stack/demo.ts'
import { openDemoRelay } from './stack/demo-relay.ts'
import { type Desktop, startDesktop } from './stack/desktop.ts'
import { openBrowser } from './stack/open-browser.ts'
import { cleanEnvironment, relayEnvironment } from './stack/stack-env.ts'
import { type Child, startChild } from './stack/start-child.ts'
import { canBeTyped, onTyped } from './stack/typed-words.ts'

const readyLimitMs = 60_000
const root = fileURLToPath(new URL('..', import.meta.url))

/** In order of starting; they stop in the opposite order, so that a desktop's last push still finds its relay. */
const children: Child[] = []
let isStopping = false
/** Those that were asked to go: their end is no failure. */
const dismissed = new Set<Child>()

process.on('SIGINT', () => stop(0))
process.on('SIGTERM', () => stop(0))
process.on('SIGHUP', () => stop(0))
process.on('disconnect', () => stop(0))
try {
  await start()
} catch (error) {
  await stop(1, error instanceof Error ? error.message : String(error))
}

async function start() {
  const options = readOptions()
  const folder = prepareDataFolder(options.data)
  if (!holdDataFolder(folder)) {
    const { app } = readState(folder)
    const where = app === null ? '' : ` at ${app}`
    throw new Error(
      `Florin already runs on ${folder}${where}. Stop it first, or name another folder with --data DIR.`,
    )
  }
  say(`Data and logs are in ${folder}`)
  if (await buildRenderer()) say('The screens were built.')
  writeState(folder, { app: null })
  const ports = await choosePorts(readState(folder).ports)
  const isNew = prepareDemo(folder)
  // The demo's mails link to the first ports: a start that must step aside comes back to them the next time.
  if (isNew) writeState(folder, { ports })
  const inbox = await startInbox(folder, ports)
  const enrolmentCode = isNew ? await play(folder, ports) : undefined
  const relay = await startRelay(folder, ports)
  const desktop = await startDesktop({
    folder,
    relay,
    port: ports.app,
    enrolmentCode,
    ...options,
    say,
    watch,
  })
  writeState(folder, { app: desktop.url, demo: 'played' })
  announce(desktop, inbox, relay, enrolmentCode)
  if (options.open && desktop.url !== null) {
    const obstacle = await openBrowser(desktop.url)
    if (obstacle !== undefined) say(`No browser was opened: ${obstacle}. Open the address above.`)
  }
  listenForRelay(folder, ports)
  console.log(`ready ${JSON.stringify({ app: desktop.url, inbox, relay })}`)
}

function readOptions(): { open: boolean; browser: boolean; data: string | undefined } {
  try {
    const { values } = parseArgs({
      options: { 'no-open': { type: 'boolean' }, browser: { type: 'boolean' }, data: { type: 'string' } },
    })
    return { open: values['no-open'] !== true, browser: values.browser === true, data: values.data }
  } catch (error) {
    throw new Error(
      `${error instanceof Error ? error.message : error}\nnpm start -- --help tells what it takes.`,
    )
  }
}

async function startInbox(folder: string, ports: Ports): Promise<string> {
  const places = ['--smtp', String(ports.smtp), '--web', String(ports.inbox), '--mail', join(folder, 'mail')]
  const inbox = startChild({
    name: 'inbox',
    command: process.execPath,
    args: [join(root, 'scripts', 'stack', 'inbox.ts'), ...places],
    env: cleanEnvironment(process.env),
    logFolder: join(folder, 'logs'),
  })
  watch(inbox)
  const line = await within(inbox.ready, 'The inbox')
  return String(line.inbox)
}

async function startRelay(folder: string, ports: Ports): Promise<string> {
  const relay = startChild({
    name: 'relay',
    command: process.execPath,
    args: [join(root, 'cloud-relay', 'server.ts')],
    env: relayEnvironment(folder, ports, readSecrets(folder)),
    logFolder: join(folder, 'logs'),
  })
  watch(relay)
  const line = await within(relay.ready, 'The relay')
  return String(line.relay)
}

/**
 * Plays the demo in the relay's databases before the relay is there, so that nothing of its past happens today. Answers the
 * code with which the demo's own desktop joins the company.
 */
async function play(folder: string, ports: Ports): Promise<string> {
  const began = Date.now()
  say('Playing the demo company: a year of a flower wholesaler. This happens once and takes a minute or two.')
  const log = createWriteStream(join(folder, 'logs', 'demo.log'))
  const write = (line: string) => void log.write(`${line}\n`)
  const environment = relayEnvironment(folder, ports, readSecrets(folder))
  const house = await openDemoRelay(readConfig(environment), write)
  const { enrolmentCode } = await playDemo({ ...house, log: write }).finally(house.close)
  log.end()
  say(`The demo company is complete after ${Math.round((Date.now() - began) / 1000)} s.`)
  return enrolmentCode
}

function announce(desktop: Desktop, inbox: string, relay: string, enrolmentCode: string | undefined) {
  const users = readDemoUsers()
  const width = (texts: string[]) => Math.max(...texts.map(text => text.length)) + 3
  const logins = width(users.map(user => user.login))
  const passwords = width(users.map(user => user.password))
  const people = users.map(
    user =>
      `    ${user.login.padEnd(logins)}${user.password.padEnd(passwords)}${user.name}, ${user.roles.join(', ')}`,
  )
  console.log(`
  Florin   ${desktop.url ?? 'in its own window'}
  Inbox    ${inbox}   (every mail that Florin sends)
  Relay    ${relay}

  Sign in as
${people.join('\n')}

  ${desktop.sentence}
  Ctrl+C stops everything${canBeTyped() ? '; relay and Enter takes the relay away, and brings it back' : ''}.
`)
  if (desktop.url === null && enrolmentCode !== undefined) {
    console.log(`  Should the window ask for it: the code to join the demo company is ${enrolmentCode}\n`)
  }
}

/** A service that ends by itself takes everything down: half a Florin would look whole. */
function watch(child: Child) {
  children.push(child)
  void child.ended.then(end => {
    if (dismissed.has(child)) return
    if (end.code === 0 && end.name === 'window') return stop(0, 'The window was closed.')
    return stop(1, end.sentence)
  })
}

/** The word `relay` takes the relay away, and brings it back: so can be seen how the desk works without it. */
function listenForRelay(folder: string, ports: Ports) {
  if (!canBeTyped()) return
  let turn = Promise.resolve()
  onTyped('relay', process.stdin, () => {
    if (!isStopping) turn = turn.then(() => toggleRelay(folder, ports))
  })
}

async function toggleRelay(folder: string, ports: Ports) {
  const at = children.findIndex(child => child.name === 'relay')
  const running = children[at]
  if (running === undefined) {
    await startRelay(folder, ports)
    say('The relay is back.')
    return
  }
  dismissed.add(running)
  children.splice(at, 1)
  await running.stop()
  say('The relay is gone. Type relay and Enter again to bring it back.')
}

async function stop(code: number, sentence?: string) {
  if (isStopping) return
  isStopping = true
  if (sentence !== undefined) say(sentence)
  for (const child of children.toReversed()) await child.stop()
  process.exit(code)
}

function within<T>(promise: Promise<T>, who: string): Promise<T> {
  const late = sleep(readyLimitMs, undefined, { ref: false }).then(() => {
    throw new Error(`${who} was not ready after ${readyLimitMs / 1000} s.`)
  })
  return Promise.race([promise, late])
}

function say(sentence: string) {
  console.error(`florin: ${sentence}`)
}
