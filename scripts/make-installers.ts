import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildElectron } from './build-electron.ts'
import { buildRenderer } from './build-renderer.ts'
import { fetchElectron } from './stack/electron-binary.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

await buildRenderer()
await buildElectron()
console.log('dist/app was built.')
const electron = await fetchElectron()
if (electron.path === null) {
  console.error(
    `No installer was made: ${electron.reason}. An installer contains that program; dist/app holds everything else.`,
  )
  process.exit(1)
}
const builder = join(root, 'node_modules', 'electron-builder', 'cli.js')
const made = spawnSync(process.execPath, [builder, '--publish', 'never', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  // electron-builder collects packages with npm, which wants to write its logs somewhere.
  env: {
    ...process.env,
    npm_config_cache: process.env.npm_config_cache ?? join(tmpdir(), 'florin-npm-cache'),
  },
})
process.exit(made.status ?? 1)
