import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser'
import { afterEach, beforeEach, expect, test } from 'vitest'
import layers from '../dependency-cruiser.config.ts'

/** Per rule a tree of files that breaks it; every other file of the tree is innocent. */
const offences: Record<string, Record<string, string>> = {
  'lib-knows-no-business': { 'shared/lib/a.ts': "import '../domain/b.ts'", 'shared/domain/b.ts': '' },
  'domain-on-lib-alone': {
    'shared/domain/a.ts': "import type { B } from '../protocol/b.ts'",
    'shared/protocol/b.ts': '',
  },
  'protocol-on-domain': { 'shared/protocol/a.ts': "import '../documents/b.ts'", 'shared/documents/b.ts': '' },
  'documents-on-domain': { 'shared/documents/a.ts': "import '../protocol/b.ts'", 'shared/protocol/b.ts': '' },
  'shared-stands-alone': { 'shared/lib/a.ts': "import '../../cloud-relay/b.ts'", 'cloud-relay/b.ts': '' },
  'shared-without-node': { 'shared/lib/a.ts': "import { readFileSync } from 'node:fs'" },
  'shared-on-portable-packages': { 'shared/domain/a.ts': "import runtime from 'runtime'" },
  'renderer-alone': { 'renderer/a.ts': "const b = await import('../electron/b.ts')", 'electron/b.ts': '' },
  'renderer-without-node': { 'renderer/a.tsx': "import 'node:path'; export const A = () => <b />" },
  'electron-alone': { 'electron/a.ts': "import type { B } from '../renderer/b.ts'", 'renderer/b.ts': '' },
  'relay-alone': { 'cloud-relay/a.ts': "export { b } from '../electron/b.ts'", 'electron/b.ts': '' },
  'backend-without-electron': { 'electron/backend/a.ts': "import { app } from 'electron'" },
  'product-without-tests': {
    'cloud-relay/a.ts': "import '../shared/testing/b.ts'",
    'shared/testing/b.ts': '',
  },
  'product-on-dependencies': { 'cloud-relay/a.ts': "import tool from 'tool'" },
  'no-cycles': { 'shared/lib/a.ts': "import './b.ts'", 'shared/lib/b.ts': "import './a.ts'" },
  'no-orphans': { 'cloud-relay/a.ts': '' },
  resolvable: { 'cloud-relay/a.ts': "import './gone.ts'" },
}

const packages = {
  'package.json': JSON.stringify({
    type: 'module',
    dependencies: { runtime: '1.0.0', zod: '1.0.0' },
    devDependencies: { tool: '1.0.0', electron: '1.0.0' },
  }),
  ...Object.fromEntries(
    ['runtime', 'zod', 'tool', 'electron'].flatMap(name => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
      [`node_modules/${name}/index.js`, ''],
    ]),
  ),
}

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'florin-layers-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('every rule has an offence that proves it', () => {
  expect(Object.keys(offences).sort()).toEqual(layers.forbidden.map(rule => rule.name).sort())
})

test.each(Object.entries(offences))('%s is found when it is broken', async (rule, files) => {
  expect(await violations(files)).toContain(rule)
})

test('what the layers allow is not complained of', async () => {
  const files = {
    'shared/lib/a.ts': "import 'zod'; export const a = 1",
    'shared/domain/b.ts': "export { a } from '../lib/a.ts'",
    'shared/protocol/c.ts': "import '../domain/b.ts'",
    'shared/lib/a.test.ts': "import 'node:fs'; import 'tool'; import '../domain/b.ts'; import './a.ts'",
    'electron/main.ts':
      "import { app } from 'electron'; import '../shared/protocol/c.ts'; import './backend/d.ts'",
    'electron/backend/d.ts': "import 'runtime'; import 'node:fs'; import '../../shared/protocol/c.ts'",
  }
  expect(await violations(files)).toEqual([])
})

async function violations(files: Record<string, string>): Promise<string[]> {
  for (const [name, text] of Object.entries({ ...packages, ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const options = {
    ...layers.options,
    baseDir: folder,
    validate: true,
    ruleSet: { forbidden: layers.forbidden },
  }
  const areas = [...new Set(Object.keys(files).map(name => name.slice(0, name.indexOf('/'))))]
  const { output } = await cruise(areas, options as ICruiseOptions)
  return (output as ICruiseResult).summary.violations.map(violation => violation.rule.name)
}
