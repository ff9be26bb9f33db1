// Runs one of the project's TypeScript programs on the project's Node: node scripts/run.mjs program.ts [arguments].
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureInstalled, projectEnvironment, root } from './bootstrap.mjs'

const [program, ...args] = process.argv.slice(2)
const node = await ensureInstalled()
const child = spawn(node, [join(root, program), ...args], { stdio: 'inherit', env: projectEnvironment() })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal === null ? code : 1))
