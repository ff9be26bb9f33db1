import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type SeededRandom, seededRandom } from '../shared/lib/seeded-random.ts'
import { EventLoop } from './engine/event-loop.ts'
import { Network } from './engine/network.ts'
import { Story } from './engine/story.ts'
import type { Mutant } from './mutants/mutant.ts'
import { checkCommands } from './oracle/check-commands.ts'
import { checkEffects } from './oracle/check-effects.ts'
import { checkMoney } from './oracle/check-money.ts'
import { checkNumbers } from './oracle/check-numbers.ts'
import { checkRows, relayRows } from './oracle/check-rows.ts'
import { Desktop } from './parts/desktop.ts'
import { OutsideGateway } from './parts/outside-gateway.ts'
import { PostOffice } from './parts/post-office.ts'
import { RelayDisk } from './parts/relay-disk.ts'
import { RelayNode } from './parts/relay-node.ts'
import { Clerks } from './play/clerks.ts'
import { FAULTS, type FaultKind, HISTORY_FAULTS } from './play/fault-kinds.ts'
import { Faults } from './play/faults.ts'
import { Payers } from './play/payers.ts'
import { untilCompared, untilQuiet } from './play/quiet-end.ts'
import { Survivors } from './play/survivors.ts'
import type { Counts, Violation } from './setting.ts'
import { TEMPLATE_AT, type Template } from './template.ts'
import type { World } from './world.ts'

export interface SeedResult {
  seed: number
  violations: Violation[]
  counts: Counts
  hash: string
  /** The story of these ids, or all of it. */
  story(ids?: readonly string[]): string
}

/** Plays one seed from its first moment to its quiet end, and judges what is left. The same seed is the same story. */
export async function runSeed(
  seed: number,
  template: Template,
  parentFolder: string,
  mutant: Mutant | null = null,
  without: readonly FaultKind[] = [],
): Promise<SeedResult> {
  const world = await openWorld(seed, template, join(parentFolder, `seed-${seed}`), mutant)
  try {
    await play(world, without)
    return {
      seed,
      violations: world.violations,
      counts: world.counts,
      hash: world.story.hash(),
      story: ids => world.story.text(ids),
    }
  } finally {
    for (const { process } of [...world.desktops, ...world.nodes]) {
      process.onEveryDeath = () => undefined
      process.kill()
    }
    await world.loop.runTo(world.loop.now())
    await world.gateway.close()
    await world.disk.close()
    rmSync(world.folder, { recursive: true, force: true })
  }
}

async function openWorld(
  seed: number,
  template: Template,
  folder: string,
  mutant: Mutant | null,
): Promise<World> {
  mkdirSync(folder)
  const loop = new EventLoop(TEMPLATE_AT + 4 * 3_600_000)
  const streams = new Map<string, SeededRandom>()
  const chance = (purpose: string) => {
    const known = streams.get(purpose)
    if (known) return known
    const stream = seededRandom(hashOf(`${seed} ${purpose}`))
    streams.set(purpose, stream)
    return stream
  }
  const story = new Story(() => loop.now())
  const network = new Network(loop, chance('network'))
  network.told = (who, what) => story.tell(who, what)
  const counts: Counts = {
    commands: 0,
    payments: 0,
    captures: 0,
    kills: 0,
    rewinds: 0,
    restores: 0,
    clones: 0,
    recoveries: 0,
    mails: 0,
  }
  const { companyId } = template
  const setting = { seed, folder, companyId, loop, network, story, counts, violations: [], chance }
  const nodes: RelayNode[] = []
  const reports = chance('reports')
  const disk = new RelayDisk(join(folder, 'relay.db'), template.relay)
  const gateway = new OutsideGateway(setting, {
    someNode: () => reports.pick(nodes).process,
    takeReport: (process, body, headers) =>
      nodes.find(node => node.process === process)!.payments.takeWebhook(companyId, 'sandbox', body, headers),
  })
  const post = new PostOffice(setting)
  const random = chance('setting')
  const nodeCount = random.pick([1, 1, 2, 3])
  const isRemote = nodeCount > 1
  for (let at = 1; at <= nodeCount; at++)
    nodes.push(new RelayNode(setting, { disk, gateway, post, mutant }, `node-${at}`, isRemote))
  const desktops: Desktop[] = []
  const openDesktop = (name: string, userId: string, hears: boolean, image: Buffer) =>
    new Desktop(setting, { nodes, disk, mutant }, name, userId, hears, image)
  const hearsHeads = random.chance(0.3)
  const [first, ...others] = template.desktops
  const wanted = random.pick([1, 1, 1, 1, 1, 2, 2, 2, 3, 5])
  const chosen = [first!, ...shuffled(others, random).slice(0, wanted)]
  for (const { name, userId, profile } of chosen) {
    desktops.push(openDesktop(name, userId, hearsHeads, profile))
  }
  return { ...setting, nodes, desktops, disk, gateway, post, openDesktop }
}

async function play(world: World, without: readonly FaultKind[]): Promise<void> {
  const { loop, nodes, desktops, counts, story } = world
  const random = world.chance('course')
  const clerks = new Clerks(world)
  const payers = new Payers(world)
  const survivors = new Survivors()
  // A few kinds of faults at a time reach further than all of them at once.
  const kinds = FAULTS.filter(kind => random.chance(0.4) && !without.includes(kind))
  const faults = new Faults(world, clerks, survivors, kinds)
  story.tell('world', `${desktops.length} desktops, ${nodes.length} nodes, faults: ${kinds.join(', ')}`)
  for (const part of [...nodes, ...desktops]) {
    faults.tend(part)
    part.start()
  }
  const intents = random.chance(0.05) ? random.between(40, 80) : random.between(5, 14)
  const pace = random.pick([300, 1_500, 5_000])
  for (let at = 0; at < intents; at++) {
    const burst = random.chance(0.2) ? random.between(2, 4) : 1
    for (let nth = 0; nth < burst; nth++) clerks.act()
    await loop.drain()
    if (random.chance(0.5)) payers.act()
    if (random.chance(0.3)) await faults.act()
    await loop.runTo(loop.now() + random.between(1, pace))
  }
  // The links of late mails are opened late.
  for (let at = 0; at < 3; at++) {
    await loop.runTo(loop.now() + random.between(1_000, 8_000))
    payers.act()
  }
  faults.stop()
  story.tell('world', 'the quiet end begins')
  const stuck = await settle(world)
  if (stuck) world.violations.push({ what: stuck, ids: [] })
  // Broken runs have said what is to be said of them.
  if (stuck) return
  const hadRewind = counts.rewinds > 0
  const historyIsWhole = !HISTORY_FAULTS.some(kind => kinds.includes(kind))
  const entities = relayRows(world)
  checkRows(world, entities)
  checkCommands(world, entities, clerks, survivors)
  await checkMoney(world, entities, historyIsWhole)
  checkNumbers(world, entities, clerks, historyIsWhole)
  checkEffects(world, !hadRewind)
}

async function settle(world: World): Promise<string | null> {
  const stuck = await untilQuiet(world)
  if (stuck) return stuck
  if ((await world.gateway.books()).length === 0) return null
  await untilCompared(world)
  return untilQuiet(world)
}

function shuffled<T>(list: readonly T[], random: SeededRandom): T[] {
  const left = [...list]
  return list.map(() => left.splice(random.between(0, left.length - 1), 1)[0]!)
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
