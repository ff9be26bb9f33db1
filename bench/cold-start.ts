import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { freePort, SETUP_TOKEN, startDesktop, startRelay } from '../e2e/support/processes.ts'
import { connectDesk } from '../electron/backend/testing/desk-client.ts'
import { temporaryFolder } from '../electron/backend/testing/desktop-under-test.ts'
import { playDemo } from '../resources/demo/play-demo.ts'
import { readDemoUsers } from '../scripts/stack/demo.ts'
import { type BenchResult, median } from './bench-result.ts'

const ROUNDS = 7
const AIM_MS = 1000

/** From spawning the backend on the demo profile to its answering a question; floor: Node with nothing to run. */
export async function benchColdStart(): Promise<BenchResult[]> {
  const folder = temporaryFolder()
  const [port, sandboxPort, smtpPort] = [await freePort(), await freePort(), await freePort()]
  const relay = await startRelay({ folder: folder.path, port, sandboxPort, smtpPort })
  const relayUrl = relay.ready.relay
  const { enrolmentCode } = await playDemo({ relayUrl, setupToken: SETUP_TOKEN, log: () => undefined })
  const first = await startDesktop({ folder: folder.path, name: 'bench', relayUrl, join: enrolmentCode })
  const desk = await connectDesk(first.ready)
  const admin = readDemoUsers().find(user => user.roles.includes('admin'))!
  await desk.ask('session.login', { login: admin.login, password: admin.password })
  const { count } = await desk.ask('orders.summary', { limit: 1 })
  desk.close()
  await first.stop()
  await relay.stop()

  const program = fileURLToPath(new URL('../electron/backend/main.ts', import.meta.url))
  const args = [program, '--headless', '--profile', join(folder.path, 'bench'), '--relay', relayUrl]
  const ours: number[] = []
  const bare: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const empty = performance.now()
    await once(spawn(process.execPath, ['-e', ''], { stdio: 'ignore' }), 'exit')
    bare.push(performance.now() - empty)
    const began = performance.now()
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] })
    const [line] = await once(createInterface(child.stdout), 'line')
    const client = await connectDesk(JSON.parse(String(line)))
    await client.ask('session.state', {})
    ours.push(performance.now() - began)
    client.close()
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  folder.remove()
  return [
    {
      name: 'cold start of the backend on the demo profile',
      floorMs: median(bare),
      oursMs: median(ours),
      ratio: median(ours) / median(bare),
      aim: `≤ ${AIM_MS} ms`,
      met: median(ours) <= AIM_MS,
      note: `from spawn to the first answer over the WebSocket, ${count} orders, the relay gone; floor: an empty Node process; median of ${ROUNDS}, interleaved`,
    },
  ]
}
