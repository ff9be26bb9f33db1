import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { choosePorts, type Ports } from './choose-ports.ts'
import { type Child, startChild } from './start-child.ts'

let folder: string
let ports: Ports
let inbox: Child

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'florin-inbox-'))
  ports = await choosePorts({ inbox: 23_080, smtp: 23_025 })
  inbox = startChild({
    name: 'inbox',
    command: process.execPath,
    args: [
      ...[fileURLToPath(new URL('./inbox.ts', import.meta.url)), '--mail', join(folder, 'mail')],
      ...['--smtp', String(ports.smtp), '--web', String(ports.inbox)],
    ],
    env: process.env,
    logFolder: folder,
  })
  await inbox.ready
})

afterAll(async () => {
  await inbox.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('a mail that was sent can be read', async () => {
  const transport = createTransport({ host: '127.0.0.1', port: ports.smtp, ignoreTLS: true })
  await transport.sendMail({
    from: 'a@example.com',
    to: 'b@example.com',
    subject: 'Invoice 1042',
    text: 'Pay here',
  })
  const answer = await get({})
  expect(answer.status).toBe(200)
  expect(answer.text).toContain('Invoice 1042')
})

test('the page of the inbox has an icon', async () => {
  const { status, text } = await get({}, '/maildev-icon.svg')
  expect(status).toBe(200)
  expect(text).toContain('<svg')
})

test('another site’s page and another host name are refused', async () => {
  expect(await get({ origin: 'https://elsewhere.example' })).toEqual({ status: 403, text: '' })
  expect(await get({ host: `elsewhere.example:${ports.inbox}` })).toEqual({ status: 403, text: '' })
  expect((await get({ origin: `http://127.0.0.1:${ports.inbox}` })).status).toBe(200)
})

function get(
  headers: Record<string, string>,
  path = '/api/email',
): Promise<{ status: number | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: ports.inbox, path, headers }, answer => {
      let text = ''
      answer.on('data', chunk => {
        text += chunk
      })
      answer.on('end', () => resolve({ status: answer.statusCode, text }))
    })
    asked.on('error', reject)
    asked.end()
  })
}
