// Adds to package-lock.json the optional packages of other platforms that npm left out; --check only looks.
//
// npm writes a lock file without an optional package its registry could not deliver (a mirror often carries
// only the platforms it uses), and `npm ci` then refuses that very lock file. Platform packages pin one
// version and depend on nothing, so their entry follows from their name.
import { readFileSync, writeFileSync } from 'node:fs'

const lockFile = new URL('../package-lock.json', import.meta.url)
const systems = {
  aix: 'aix',
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  linuxmusl: 'linux',
  netbsd: 'netbsd',
  openbsd: 'openbsd',
  openharmony: 'openharmony',
  sunos: 'sunos',
  win32: 'win32',
  windows: 'win32',
}
const processors = [
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
]
const libraries = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' }

const lock = JSON.parse(readFileSync(lockFile, 'utf8'))
const added = missingOptionals(lock.packages)
for (const { key, entry } of added) lock.packages[key] = entry
if (process.argv.includes('--check')) {
  if (added.length > 0) fail('it lacks packages of other platforms; npm run lock adds them')
} else if (added.length > 0) {
  lock.packages = Object.fromEntries(
    Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')),
  )
  writeFileSync(lockFile, `${JSON.stringify(lock, null, 2)}\n`)
}
for (const { key, entry } of added) console.log(`added ${key.replace('node_modules/', '')} ${entry.version}`)

function missingOptionals(packages) {
  const missing = new Map()
  for (const [parent, parentEntry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(parentEntry.optionalDependencies ?? {})) {
      if (isLocked(packages, parent, name)) continue
      missing.set(`node_modules/${name}`, platformEntry(name, version, parentEntry.dev))
    }
  }
  return [...missing].map(([key, entry]) => ({ key, entry }))
}

/** Looks where Node would: in the parent's own node_modules, then outwards. */
function isLocked(packages, parent, name) {
  for (
    let folder = parent;
    ;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))
  ) {
    if (packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`] !== undefined) return true
    if (folder === '') return false
  }
}

function platformEntry(name, version, isDev) {
  if (!/^\d+\.\d+\.\d+[\w.-]*$/.test(version)) fail(`${name}@${version} is a range, not one version`)
  const words = name.split(/[/-]/)
  const system = words.map(word => systems[word]).find(word => word !== undefined)
  const processor = words.find(word => processors.includes(word))
  const library = words
    .map(word => libraries[word] ?? (word.endsWith('musl') ? 'musl' : undefined))
    .find(Boolean)
  if (system === undefined || processor === undefined) fail(`${name} does not name a platform`)
  return {
    version,
    cpu: [processor],
    ...(isDev ? { dev: true } : {}),
    ...(system === 'linux' && library !== undefined ? { libc: [library] } : {}),
    optional: true,
    os: [system],
  }
}

function fail(reason) {
  console.error(`package-lock.json is not complete: ${reason}.`)
  process.exit(1)
}
