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

/** The people one can sign in as. */
export function readDemoUsers(): DemoUser[] {
  return JSON.parse(readFileSync(usersFile, 'utf8'))
}
