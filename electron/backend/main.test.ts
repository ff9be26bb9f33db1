import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { openProfile } from './store/open-profile.ts'
import { openSyncStore } from './store/sync-store.ts'
import { temporaryFolder } from './testing/desktop-under-test.ts'

const program = fileURLToPath(new URL('./main.ts', import.meta.url))
const run = (...args: string[]) =>
  spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', timeout: 20_000 })

test('a start without a profile, or with a port that is none, says what is missing', () => {
  expect(run()).toMatchObject({ status: 1, stderr: 'Say where the profile is: --profile DIR\n' })
  expect(run('--profile', 'x', '--port', '70000')).toMatchObject({
    status: 1,
    stderr: '--port takes a number from 0 to 65535, not 70000\n',
  })
})

test('a profile whose keys are in the keychain is not opened without it', () => {
  const folder = temporaryFolder()
  const profile = openProfile(folder.path)
  openSyncStore(profile.writer).setState('deviceKey', 'sealed:gnome_libsecret:AAAA')
  profile.close()
  const started = run('--profile', folder.path)
  expect(started).toMatchObject({ status: 1, stdout: '' })
  expect(started.stderr).toContain('Open it in Florin’s own window.')
  folder.remove()
})

test('a profile that could not be updated is said to be as it was, with the name of its copy', () => {
  const folder = temporaryFolder()
  const profile = openProfile(folder.path)
  const version = profile.writer.pragma('user_version', { simple: true }) as number
  // Its step to 14 finds its indexes made.
  profile.writer.pragma('user_version = 13')
  profile.close()
  const copy = join(folder.path, `florin.before-${version}.db`)
  for (const attempt of ['first', 'second']) {
    const { status, stdout, stderr } = run('--profile', folder.path)
    expect({ status, stdout }, attempt).toEqual({ status: 1, stdout: '' })
    expect(stderr).toBe(
      `Florin was updated, but this profile could not be brought up to date. It is as it was before, and a copy of it is ${copy}. Install the newest Florin, or the one you had, and start again.\n`,
    )
  }
  folder.remove()
})

test('a second start on a profile has the token of the first, and people are told the address', async () => {
  const folder = temporaryFolder()
  const started = async (...args: string[]) => {
    const child = spawn(process.execPath, [program, '--profile', folder.path, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', chunk => {
      said += String(chunk)
    })
    const [line] = await once(createInterface(child.stdout), 'line')
    while (!args.includes('--headless') && said === '') await once(child.stderr, 'data')
    child.kill('SIGTERM')
    await once(child, 'close')
    return { ...(JSON.parse(String(line)) as { url: string; token: string }), said }
  }
  const first = await started()
  const second = await started('--headless')
  expect(second.token).toBe(first.token)
  expect(first.said).toContain('Florin is running.')
  expect(second.said).toBe('')
  expect(statSync(join(folder.path, 'launch-token')).mode & 0o077).toBe(0)
  folder.remove()
})
