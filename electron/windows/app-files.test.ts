import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerAppRequest, appFileOf, CONTENT_SECURITY_POLICY } from './app-files.ts'

let folder: string
let screens: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'florin-app-files-'))
  screens = join(folder, 'renderer')
  mkdirSync(join(screens, 'assets'), { recursive: true })
  mkdirSync(join(folder, 'renderer-secret'))
  writeFileSync(join(screens, 'index.html'), '<!doctype html>')
  writeFileSync(join(screens, 'assets', 'main.js'), 'export {}')
  writeFileSync(join(screens, 'notes.exe'), 'MZ')
  writeFileSync(join(folder, 'secret.json'), '{}')
  writeFileSync(join(folder, 'renderer-secret', 'secret.json'), '{}')
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const get = (url: string) => answerAppRequest(screens, { method: 'GET', url })

test('the start page comes with its type and the policy that holds it', async () => {
  for (const url of ['app://florin/', 'app://florin/index.html', 'app://florin/index.html?x=1#/orders']) {
    const answer = await get(url)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('<!doctype html>')
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(answer.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  }
})

test('the policy lets no page run inline scripts, speak to other hosts or be framed', () => {
  expect(CONTENT_SECURITY_POLICY).toContain("default-src 'none'")
  expect(CONTENT_SECURITY_POLICY).toContain("script-src 'self';")
  expect(CONTENT_SECURITY_POLICY).toContain("connect-src 'self';")
  expect(CONTENT_SECURITY_POLICY).not.toMatch(/https?:|\*|unsafe-eval/)
})

test('scripts below the start page are found; HEAD carries no body', async () => {
  const answer = await get('app://florin/assets/main.js')
  expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  const head = await answerAppRequest(screens, { method: 'HEAD', url: 'app://florin/assets/main.js' })
  expect([head.status, await head.text()]).toEqual([200, ''])
})

test.each([
  'app://florin/../secret.json',
  'app://florin/%2e%2e/secret.json',
  'app://florin/..%2fsecret.json',
  'app://florin/%2e%2e%2f%2e%2e%2fsecret.json',
  'app://florin/assets/..%2f..%2fsecret.json',
  'app://florin/..%5csecret.json',
  'app://florin/..%2frenderer-secret/secret.json',
  'app://florin/index.html%00.js',
  'app://florin/%E0%A4%A',
  'app://florin/assets',
  'app://florin/assets/',
  'app://florin/missing.html',
  'app://florin/notes.exe',
])('%s is not found', async url => {
  expect((await get(url)).status).toBe(404)
})

test.each(['app://evil/index.html', 'https://florin/index.html', 'file:///index.html'])(
  'another host is refused: %s',
  async url => {
    expect((await get(url)).status).toBe(403)
  },
)

test('pages ask, they do not post', async () => {
  const answer = await answerAppRequest(screens, { method: 'POST', url: 'app://florin/index.html' })
  expect(answer.status).toBe(405)
})

test('a path stays inside the folder whatever it is made of', () => {
  expect(appFileOf(screens, 'app://florin/a/b.js')).toBe(join(screens, 'a', 'b.js'))
  expect(appFileOf(screens, 'app://florin/..%2f..%2fb.js')).toBeNull()
  expect(appFileOf(screens, 'app://florin/%2fetc%2fpasswd')).toBe(join(screens, 'etc', 'passwd'))
})
