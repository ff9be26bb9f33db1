import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's root folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Command-line tools and the package that brings each. */
const packages: Record<string, string> = {
  biome: '@biomejs/biome',
  depcruise: 'dependency-cruiser',
  knip: 'knip',
  playwright: '@playwright/test',
  tsc: 'typescript',
  vitest: 'vitest',
}

const running = new Set<ChildProcess>()

/** Runs an installed tool on this very Node with its output shown; answers its exit code, 1 when it was killed. */
export function runTool(tool: string, args: string[], environment: NodeJS.ProcessEnv = {}): Promise<number> {
  const child = spawn(process.execPath, [programOf(tool), ...args], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  running.add(child)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', code => {
      running.delete(child)
      resolve(code ?? 1)
    })
  })
}

/** Ends the tools that still run and waits until they are gone. */
export async function stopTools() {
  const ends = [...running].map(child => new Promise(resolve => child.once('exit', resolve)))
  for (const child of running) child.kill('SIGTERM')
  await Promise.all(ends)
}

function programOf(tool: string): string {
  const name = packages[tool]
  if (name === undefined) throw new Error(`No package brings the tool ${tool}.`)
  const manifest = join(root, 'node_modules', name, 'package.json')
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'))
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin[tool])
}
