// npm test: installs what is missing, then runs every check on the project's Node.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureInstalled, projectEnvironment, root } from './bootstrap.mjs'

const node = await ensureInstalled()
const run = spawn(node, [join(root, 'scripts', 'run-tests.ts'), ...process.argv.slice(2)], {
  stdio: ['ignore', 'inherit', 'inherit'],
  env: { ...projectEnvironment(), CI: 'true' },
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => run.kill(signal))
run.on('exit', code => process.exit(code ?? 1))
