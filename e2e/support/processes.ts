import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A part of Florin as its own process, as people run it. */
export interface Running<Ready> {
  ready: Ready
  process: ChildProcess
  /** Asks it to end and waits until it has; answers its exit code. */
  stop(): Promise<number | null>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
}

/** Starts a TypeScript program and waits for its one JSON line. Its log goes to `folder`. */
async function startProgram<Ready>(
  name: string,
  program: string,
  args: string[],
  env: Record<string, string>,
  folder: string,
): Promise<Running<Ready>> {
  mkdirSync(folder, { recursive: true })
  const child = spawn(process.execPath, [join(root, program), ...args], {
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const log = createWriteStream(join(folder, `${name}.log`), { flags: 'a' })
  let lastWords = ''
  child.stderr.on('data', chunk => {
    log.write(chunk)
    lastWords = `${lastWords}${chunk}`.slice(-2000)
  })
  const exited = once(child, 'exit')
  const ready = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([line]) => JSON.parse(String(line)) as Ready),
    exited.then(([code]) => {
      throw new Error(`${name} ended with ${code} before it was ready: ${lastWords}`)
    }),
  ])
  return {
    ready,
    process: child,
    async stop() {
      child.kill('SIGTERM')
      const [code] = await exited
      return code as number | null
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

export const SETUP_TOKEN = 'a-setup-token-for-tests'
/** What a mail provider signs its reports with. */
export const MAIL_HOOK_SECRET = 'a-mail-hook-secret-of-the-tests-only'

/** Starts a relay on its own folder; the same ports again after a stop. */
export function startRelay(options: {
  folder: string
  port: number
  sandboxPort: number
  smtpPort: number
  /** A server that speaks Stripe's API. */
  stripeUrl?: string
  /** The operator's platform there: `SECRET_KEY,PUBLISHABLE_KEY,WEBHOOK_SECRET`. */
  stripePlatform?: string
}) {
  return startProgram<{ relay: string; gateway: string }>(
    'relay',
    'cloud-relay/server.ts',
    [],
    {
      FLORIN_RELAY_PORT: String(options.port),
      FLORIN_DATA: join(options.folder, 'relay'),
      FLORIN_SETUP_TOKEN: SETUP_TOKEN,
      FLORIN_SECRET: Buffer.alloc(32, 7).toString('base64'),
      FLORIN_MAIL_DOMAIN: 'mail.florin.test',
      FLORIN_MAIL_HOOK_SECRET: MAIL_HOOK_SECRET,
      FLORIN_SANDBOX_PORT: String(options.sandboxPort),
      SMTP_URL: `smtp://127.0.0.1:${options.smtpPort}`,
      FLORIN_ACCOUNT_KEYS: `e2e:${Buffer.alloc(32, 5).toString('base64')}`,
      ...(options.stripeUrl === undefined ? {} : { FLORIN_STRIPE_URL: options.stripeUrl }),
      ...(options.stripePlatform === undefined ? {} : { FLORIN_STRIPE_PLATFORM: options.stripePlatform }),
    },
    options.folder,
  )
}

/** Starts a desktop's backend on a profile. */
export function startDesktop(options: { folder: string; name: string; relayUrl: string; join?: string }) {
  const joining = options.join === undefined ? [] : ['--join', options.join, '--name', options.name]
  return startProgram<{ url: string; token: string }>(
    options.name,
    'electron/backend/main.ts',
    ['--headless', '--profile', join(options.folder, options.name), '--relay', options.relayUrl, ...joining],
    {},
    options.folder,
  )
}

/** Each worker tries its own thousand ports: below those that connections take, so that nobody has one while a relay restarts. */
const FIRST_PORT = 11_000
const PORTS_EACH = 1_000
const worker = Number(process.env.TEST_PARALLEL_INDEX ?? 0)
let nextPort = Math.floor(Math.random() * PORTS_EACH)

/** A port nobody has right now, and that this worker does not soon ask for again. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < PORTS_EACH; tries++) {
    const port = FIRST_PORT + (worker % 20) * PORTS_EACH + (nextPort++ % PORTS_EACH)
    if (await isFree(port)) return port
  }
  throw new Error('no port is free')
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch {
    return false
  }
  server.close()
  await once(server, 'close')
  return true
}
