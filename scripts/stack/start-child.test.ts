import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Child, startChild } from './start-child.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'florin-child-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('the first JSON line of its output says that a child is ready, and all output is logged', async () => {
  const child = start(`console.log('warming up'); console.log('{"port":1}'); setInterval(() => {}, 1000)`)
  expect(await child.ready).toEqual({ port: 1 })
  await child.stop()
  expect(readFileSync(join(folder, 'child.log'), 'utf8')).toBe('warming up\n{"port":1}\n')
})

test('a child that ends before it is ready says how, with its last words', async () => {
  const child = start(`console.error('the port is taken'); process.exit(3)`)
  await expect(child.ready).rejects.toThrow(/child ended with code 3.*the port is taken/s)
  expect(await child.ended).toMatchObject({ name: 'child', code: 3 })
})

test('stopping lets a child finish what it is doing', async () => {
  const file = join(folder, 'finished')
  const program = `import { writeFileSync } from 'node:fs'
    process.on('SIGTERM', () => setTimeout(() => { writeFileSync(${JSON.stringify(file)}, 'yes'); process.exit(0) }, 50))
    console.log('{}')
    setInterval(() => {}, 1000)`
  const child = start(program)
  await child.ready
  await child.stop()
  expect(readFileSync(file, 'utf8')).toBe('yes')
})

test('a child stops by itself when its parent is killed', async () => {
  const parent = join(folder, 'parent.ts')
  const program = join(folder, 'program.mjs')
  writeFileSync(program, `console.log(JSON.stringify({ pid: process.pid })); setInterval(() => {}, 1000)`)
  const spec = { name: 'child', args: [program], logFolder: folder }
  writeFileSync(
    parent,
    `import { startChild } from ${JSON.stringify(new URL('./start-child.ts', import.meta.url).href)}
    const spec = ${JSON.stringify(spec)}
    const child = startChild({ ...spec, command: process.execPath, env: process.env })
    console.log(JSON.stringify(await child.ready))`,
  )
  const killed = spawn(process.execPath, [parent], { stdio: ['ignore', 'pipe', 'inherit'] })
  const line = await new Promise<string>(resolve =>
    killed.stdout.once('data', chunk => resolve(String(chunk))),
  )
  const { pid } = JSON.parse(line)
  expect(isAlive(pid)).toBe(true)
  killed.kill('SIGKILL')
  await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false)
})

function start(program: string): Child {
  const file = join(folder, 'program.mjs')
  writeFileSync(file, program)
  return startChild({
    name: 'child',
    command: process.execPath,
    args: [file],
    env: process.env,
    logFolder: folder,
  })
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
