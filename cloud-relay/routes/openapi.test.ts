import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { openSqlite } from '../store/sqlite.ts'
import { startRelayUnderTest } from '../testing/relay-under-test.ts'
import { addOpenApi, apiDocument } from './openapi.ts'

test('the document describes every route of the API and no other', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'florin-openapi-'))
  const store = openSqlite(join(folder, 'relay.db'))
  const { app } = await startRelayUnderTest(store)
  const routes = app.routes
    .filter(({ path, method }) => path.startsWith('/v1/') && method !== 'ALL')
    .map(({ path, method }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
  const described = Object.entries(apiDocument().paths ?? {}).flatMap(([path, operations]) =>
    Object.keys(operations).map(method => `${method.toUpperCase()} ${path}`),
  )
  expect(described.toSorted()).toEqual([...new Set(routes)].toSorted())
  await store.close()
  rmSync(folder, { recursive: true })
})

test('bodies, answers, problems and whose token is wanted are in it', async () => {
  const app = new Hono()
  addOpenApi(app)
  const answer = await app.request('/openapi.json')
  const document = (await answer.json()) as ReturnType<typeof apiDocument>
  const push = document.paths?.['/v1/push']?.post
  expect(push?.security).toEqual([{ device: [] }])
  expect(push?.requestBody).toMatchObject({
    content: { 'application/json': { schema: { properties: { commands: { maxItems: 50 } } } } },
  })
  expect(push?.responses).toMatchObject({
    '200': { content: { 'application/json': { schema: { required: ['head', 'outcomes'] } } } },
    default: { content: { 'application/problem+json': { schema: { type: 'object' } } } },
  })
  expect(document.paths?.['/v1/devices']?.get?.security).toEqual([{ device: [], user: [] }])
})
