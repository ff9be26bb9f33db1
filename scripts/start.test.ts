import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

test.each(['--help', '-h'])(
  '%s tells what npm start takes, where nothing is installed, and installs nothing',
  flag => {
    const folder = mkdtempSync(join(tmpdir(), 'florin-help-'))
    try {
      for (const name of ['package.json', 'scripts/start.mjs', 'scripts/bootstrap.mjs', 'scripts/usage.mjs'])
        cpSync(join(root, name), join(folder, name))
      const start = join(folder, 'scripts', 'start.mjs')
      const { status, stdout, stderr } = spawnSync(process.execPath, [start, flag], { encoding: 'utf8' })
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
      for (const each of ['--no-open', '--browser', '--data DIR']) expect(stdout).toContain(each)
      expect(existsSync(join(folder, 'node_modules'))).toBe(false)
      expect(existsSync(join(folder, '.florin'))).toBe(false)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
)
