import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const files = trackedFiles()
const code = files.filter(file => /\.(ts|tsx|mjs)$/.test(file))
const tests = code.filter(file => /\.test\.tsx?$/.test(file))
const text = files.filter(file => /\.(ts|tsx|mjs|js|json|jsonc|md|yml|yaml|css|html|svg|sh|txt)$/.test(file))

/** Files that may be longer than 400 lines, each with its reason. */
const longFiles: Record<string, string> = {}

test('files are named in kebab-case', () => {
  const name = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.(ts|tsx|mjs)$/
  expect(code.filter(file => !name.test(basename(file)))).toEqual([])
})

test('a file is named after what it exports: there are no barrels', () => {
  expect(code.filter(file => /^index\.tsx?$/.test(basename(file)))).toEqual([])
})

test('every test file is one that a runner collects', () => {
  expect(code.filter(file => /\.(spec|e2e)\.tsx?$/.test(file))).toEqual([])
})

test('no file grows beyond 400 lines without a reason, and no reason outlives its file', () => {
  const long = code.filter(file => read(file).split('\n').length > 400)
  expect(long).toEqual(Object.keys(longFiles))
})

test('a skipped test prints its reason', () => {
  const silent = /\b(test|it|describe)\.(skipIf|runIf|todo|fails|fixme)\b/
  expect(findLines(tests, silent)).toEqual([])
  expect(tests.filter(file => skipCalls(read(file)).some(call => !/['"`]/.test(call)))).toEqual([])
})

test('the domain knows no clock, no randomness and no waiting', () => {
  const impure =
    /\b(Date\.now|new Date\(|Math\.random|performance\.|crypto\.|setTimeout|async |await |Promise<)/
  const domain = code.filter(file => file.startsWith('shared/domain/') && !tests.includes(file))
  expect(findLines(domain, impure, withoutComment)).toEqual([])
})

test('no file knows the machine it was written on', () => {
  const folders = ['work', 'root'].join('|')
  expect(findLines(text, new RegExp(`(^|[\\s'"\`(=:])/(${folders})/`))).toEqual([])
  const here = [root, `${homedir()}/`].filter(path => path.length > 3)
  expect(text.filter(file => here.some(path => read(file).includes(path)))).toEqual([])
  expect(findLines(code, /['"`]\/tmp\b/)).toEqual([])
})

test('no file names a package registry', () => {
  const host = ['npmjs', 'org'].join('\\.')
  expect(findLines(text, new RegExp(`registry\\.${host}|"resolve${'d'}":`))).toEqual([])
})

test('nothing is left for later', () => {
  const words = ['TO' + 'DO', 'FIX' + 'ME', 'HA' + 'CK'].join('|')
  expect(findLines(code, new RegExp(`\\b(${words})\\b`))).toEqual([])
})

test('the type checker is not silenced without a reason', () => {
  expect(findLines(code, /@ts-(ignore|nocheck|expect-error)\s*$/)).toEqual([])
})

test('every package is pinned to one version', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json'))
  const versions = Object.entries({ ...dependencies, ...devDependencies })
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)))).toEqual([])
})

test('the lock file carries the packages of every platform', () => {
  const check = spawnSync(process.execPath, [join(root, 'scripts', 'complete-lock.mjs'), '--check'], {
    encoding: 'utf8',
  })
  expect(check.stderr).toBe('')
  expect(check.status).toBe(0)
})

function trackedFiles(): string[] {
  const list = spawnSync('git', ['ls-files', '-z', '--cached'], { cwd: root, encoding: 'utf8' })
  if (list.status !== 0)
    throw new Error(`The files of the repository are unknown: ${list.stderr || list.error}`)
  return list.stdout.split('\0').filter(file => file !== '' && existsSync(join(root, file)))
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}

function findLines(among: string[], pattern: RegExp, strip = (line: string) => line): string[] {
  return among.flatMap(file =>
    read(file)
      .split('\n')
      .flatMap((line, at) => (pattern.test(strip(line)) ? [`${file}:${at + 1} ${line.trim()}`] : [])),
  )
}

/** The arguments of every call of `skip`, up to the end of its statement. */
function skipCalls(source: string): string[] {
  return [...source.matchAll(/\.skip\(([\s\S]*?\))(?=\n|$)/g)].map(([, args = '']) => args)
}

function withoutComment(line: string): string {
  return /^\s*(\/\*|\*)/.test(line) ? '' : line.replace(/(^|\s)\/\/.*/, '')
}

test('the lock file has what package.json asks for, so that a fresh clone can be installed', () => {
  const asked = JSON.parse(read('package.json')) as Record<string, unknown>
  const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, Record<string, unknown>> }
  for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies'])
    expect(lock.packages['']?.[kind], kind).toEqual(asked[kind])
})
