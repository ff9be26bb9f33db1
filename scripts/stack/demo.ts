import { readFileSync } from 'node:fs'
import { clearDemo, readState, writeState } from './data-folder.ts'

export type DemoUser = { name: string; login: string; password: string; roles: string[] }

const usersFile = new URL('../../resources/demo/demo-users.json', import.meta.url)

/** True when the demo company still has to be played; what an interrupted play left behind is cleared away. */
export function prepareDemo(folder: string): boolean {
  if (readState(folder).demo === 'played') return false
  clearDemo(folder)
  writeState(folder, { demo: 'playing' })
  return true
}

/** Plays the demo company through the running relay's front door; remembered once it is complete. */
export async function playDemoOnce(
  folder: string,
  relay: { relayUrl: string; setupToken: string },
  log: (line: string) => void,
) {
  const { playDemo } = await import('../../resources/demo/play-demo.ts')
  await playDemo({ ...relay, log })
  writeState(folder, { demo: 'played' })
}

/** The people one can sign in as. */
export function readDemoUsers(): DemoUser[] {
  return JSON.parse(readFileSync(usersFile, 'utf8'))
}
