import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A checkout whose `npm` only leaves a mark that it ran; `modules` makes its node_modules. */
function install(modules: (at: string, folder: string) => void) {
  const folder = mkdtempSync(join(tmpdir(), 'florin-bootstrap-'))
  folders.push(folder)
  for (const name of ['scripts', 'bin', 'elsewhere']) mkdirSync(join(folder, name))
  copyFileSync(join(import.meta.dirname, 'bootstrap.mjs'), join(folder, 'scripts', 'bootstrap.mjs'))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ devDependencies: { node: '0.0.1' } }))
  const packages = { 'node_modules/left-pad': { version: '1.0.0' } }
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages }))
  writeFileSync(join(folder, 'elsewhere', 'precious.txt'), 'of another project')
  const npm = join(folder, 'bin', 'npm')
  writeFileSync(npm, '#!/bin/sh\ntouch npm-ran\necho "npm error no such thing" >&2\nexit 1\n')
  chmodSync(npm, 0o755)
  modules(join(folder, 'node_modules'), folder)
  const script = "import { ensureInstalled } from './scripts/bootstrap.mjs'; await ensureInstalled()"
  const result = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: [join(folder, 'bin'), process.env.PATH].join(delimiter) },
  })
  const has = (...path: string[]) => existsSync(join(folder, ...path))
  return { code: result.status, said: result.stderr, has }
}

test('a node_modules that is a link is not installed into', context => {
  context.skip(process.platform === 'win32', 'to make a link needs rights on Windows')
  const { code, said, has } = install((at, folder) => symlinkSync(join(folder, 'elsewhere'), at))
  expect(code).toBe(1)
  expect(said).toContain('node_modules is a symbolic link')
  expect(has('npm-ran')).toBe(false)
  expect(has('elsewhere', 'precious.txt')).toBe(true)
  expect(has('elsewhere', '.florin-installed')).toBe(false)
})

test('a folder of its own is, and what npm says is told', context => {
  context.skip(process.platform === 'win32', 'the stand-in for npm is a shell script')
  const { code, said, has } = install(at => mkdirSync(at))
  expect(code).toBe(1)
  expect(said).toContain('npm error no such thing')
  expect(has('npm-ran')).toBe(true)
})
