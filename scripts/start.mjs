// npm start: installs what is missing, then runs the whole of Florin on the project's Node.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled, projectEnvironment, root } from './bootstrap.mjs'
import { usage } from './usage.mjs'

// What can be asked for is told at once, before anything is installed.
if (process.argv.slice(2).some(given => given === '--help' || given === '-h')) {
  process.stdout.write(usage)
  process.exit(0)
}
const node = await ensureInstalled()
const stack = spawn(node, [join(root, 'scripts', 'stack.ts'), ...process.argv.slice(2)], {
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  env: projectEnvironment(),
})
// The stack stops in order when asked, or when this channel closes because this process is gone.
const ask = () => {
  if (stack.connected) stack.disconnect()
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, ask)
stack.on('exit', code => process.exit(code ?? 1))

// npm ends at once when it is killed and leaves this process, below its shell, with nobody to stop it.
if (process.env.npm_lifecycle_event !== undefined) {
  const parents = parentChain()
  setInterval(() => {
    if (parentChain() !== parents) ask()
  }, 1000).unref()
}

/** The shell and, where the system tells, the npm that started this process. */
function parentChain() {
  const status = `/proc/${process.ppid}/status`
  const npm = existsSync(status) ? /^PPid:\s*(\d+)/m.exec(readFileSync(status, 'utf8'))?.[1] : undefined
  return `${process.ppid} ${npm}`
}
