import type { SeededRandom } from '../../shared/lib/seeded-random.ts'
import { CALM } from '../engine/network.ts'
import type { Process } from '../engine/process.ts'
import type { Desktop, DiskImage } from '../parts/desktop.ts'
import type { RelayImage } from '../parts/relay-disk.ts'
import type { World } from '../world.ts'
import type { Clerks } from './clerks.ts'
import type { FaultKind } from './fault-kinds.ts'
import type { Survivors } from './survivors.ts'

const YEAR_MS = 365 * 86_400_000
const MOST_DESKTOPS = 8

/** Makes things go wrong, until it is told to stop. */
export class Faults {
  readonly #world: World
  readonly #random: SeededRandom
  readonly #clerks: Clerks
  readonly #survivors: Survivors
  readonly #kinds: readonly FaultKind[]
  /** Not older than the newest verified backup. */
  readonly #relayImages: { image: RelayImage; ids: Set<string> }[] = []
  readonly #diskImages = new Map<Desktop, DiskImage[]>()
  #durableHead = 0
  #isOver = false
  #isRewinding = false

  constructor(world: World, clerks: Clerks, survivors: Survivors, kinds: readonly FaultKind[]) {
    this.#world = world
    this.#random = world.chance('faults')
    this.#clerks = clerks
    this.#survivors = survivors
    this.#kinds = kinds
  }

  /** Something goes wrong, or is copied to be put back. */
  async act(): Promise<void> {
    if (this.#kinds.length === 0 || this.#isOver) return
    const random = this.#random
    if (this.#kinds.includes('rewind') && random.chance(0.35)) this.#copyRelay()
    if (random.chance(0.35)) this.#copyDisk()
    await this.#cause(random.pick(this.#kinds))
  }

  /** Everything heals, and what is dead is started. */
  stop(): void {
    this.#isOver = true
    const { network, nodes, desktops, post } = this.#world
    network.weather = CALM
    network.cut.clear()
    post.trouble = { away: 0, later: 0, never: 0, answerLost: 0 }
    for (const { process } of [...nodes, ...desktops]) {
      process.clockOffset = 0
      process.diskFullUntil = 0
      process.dieAt(Number.MAX_SAFE_INTEGER, false)
    }
    for (const desktop of desktops) desktop.protocolShift = 0
  }

  /** Starts a part again after each of its deaths. */
  tend(part: Desktop | World['nodes'][number]): void {
    const { process } = part
    process.onEveryDeath = () => {
      this.#world.counts.kills++
      this.#world.story.fault(process.name, 'dies')
      this.#revive(part, this.#isOver)
    }
  }

  #revive(part: Desktop | World['nodes'][number], soon: boolean): void {
    const { loop, story } = this.#world
    loop.after(soon ? 10 : this.#random.between(50, 20_000), () => {
      if (part.process.isAlive || this.#isRewinding) return
      story.tell(part.process.name, 'starts')
      part.start()
      if (!part.process.isAlive) this.#revive(part, false)
    })
  }

  async #cause(kind: FaultKind): Promise<void> {
    const random = this.#random
    const { story, nodes, desktops } = this.#world
    const part = random.pick<Desktop | (typeof nodes)[number]>([...desktops, ...nodes])
    switch (kind) {
      case 'kill-desktop':
        return this.#killSoon(random.pick(desktops))
      case 'kill-node':
        return this.#killSoon(random.pick(nodes))
      case 'weather':
        return this.#storm()
      case 'partition':
        return this.#partition(part.process)
      case 'disk-full': {
        const ms = random.between(500, 20_000)
        part.process.diskFullUntil = this.#world.loop.now() + ms
        story.fault(part.process.name, `its disk is full for ${ms} ms`)
        return
      }
      case 'clock':
        part.process.clockOffset = random.pick([YEAR_MS, -YEAR_MS, 0, 0, random.between(-600_000, 600_000)])
        story.fault(part.process.name, `its clock is off by ${part.process.clockOffset} ms`)
        return
      case 'upgrade': {
        const desktop = random.pick(desktops)
        desktop.protocolShift = random.pick([-1, 1, 0])
        story.fault(desktop.name, `its protocol is shifted by ${desktop.protocolShift}`)
        return
      }
      case 'mail': {
        const some = () => (random.chance(0.5) ? random.fraction() / 2 : 0)
        this.#world.post.trouble = { away: some(), later: some(), never: some() / 4, answerLost: some() }
        story.fault('post', JSON.stringify(this.#world.post.trouble))
        return
      }
      case 'reports': {
        const some = () => random.between(0, 2)
        const faults = { dropNext: some(), duplicateNext: some(), reorderNext: some() }
        if (this.#world.post.taken.size > 0) await this.#world.gateway.misreport(faults)
        return
      }
      case 'rewind':
        return this.#rewind()
      case 'restore':
        return this.#restore(random.pick(desktops))
      case 'clone':
        return this.#clone(random.pick(desktops))
    }
  }

  #killSoon(part: Desktop | World['nodes'][number]): void {
    const random = this.#random
    if (!part.process.isAlive) return
    const count = random.chance(0.5) ? random.between(1, 40) : random.between(1, 300)
    part.process.dieAt(count, random.chance(0.5))
  }

  #storm(): void {
    const random = this.#random
    const some = () => (random.chance(0.5) ? random.fraction() / 3 : 0)
    const weather = {
      lost: some(),
      answerLost: some(),
      doubled: some(),
      doubledWithin: random.pick([200, 5_000, 60_000]),
      slow: some(),
    }
    const { network, loop, story } = this.#world
    network.weather = weather
    story.fault('network', JSON.stringify(weather))
    loop.after(random.between(2_000, 40_000), () => {
      if (network.weather !== weather) return
      network.weather = CALM
      story.fault('network', 'is calm')
    })
  }

  #partition({ name }: Process): void {
    const { network, loop, story } = this.#world
    network.cut.add(name)
    story.fault(name, 'is cut off')
    loop.after(this.#random.between(1_000, 45_000), () => {
      if (network.cut.delete(name)) story.fault(name, 'is reached again')
    })
  }

  #copyRelay(): void {
    const { disk, loop, story } = this.#world
    if (this.#isRewinding) return
    const image = disk.image(loop.now())
    const isBackup = this.#random.chance(0.3)
    // Desktops let go of what a verified backup holds, so nothing older may be put back.
    if (isBackup) this.#relayImages.length = 0
    this.#relayImages.push({ image, ids: disk.commandIds() })
    if (!isBackup) return
    disk.markDurable(image)
    this.#durableHead = image.head
    story.fault('relay', `a verified backup holds everything up to revision ${image.head}`)
  }

  #copyDisk(): void {
    const desktop = this.#random.pick(this.#world.desktops)
    const images = this.#diskImages.get(desktop) ?? []
    images.push(desktop.image())
    this.#diskImages.set(desktop, images)
  }

  async #rewind(): Promise<void> {
    const { disk, nodes, story, loop, counts } = this.#world
    const random = this.#random
    if (this.#relayImages.length === 0 || this.#isRewinding) return
    const { image, ids } = random.pick(this.#relayImages)
    const before = disk.head()
    this.#isRewinding = true
    for (const { process } of nodes) process.kill()
    loop.after(5, () => {
      void disk.putBack(image, random.chance(0.5)).then(() => {
        loop.activity++
        this.#isRewinding = false
        this.#survivors.relayPutBack(ids)
        counts.rewinds++
        // What a backup holds is durable also in the relay that is put back to it.
        disk.markDurable({ ...image, head: this.#durableHead })
        story.fault('relay', `is put back from revision ${before} to ${image.head}`)
        for (const node of nodes) this.#revive(node, random.chance(0.7))
      })
    })
  }

  #restore(desktop: Desktop): void {
    const images = this.#diskImages.get(desktop)
    if (!images || images.length === 0) return
    const image = this.#random.pick(images)
    const { loop, story, counts, disk } = this.#world
    desktop.process.kill()
    loop.after(5, () => {
      // Its own revival may have been quicker.
      if (desktop.process.isAlive || this.#isRewinding) return
      this.#survivors.desktopPutBack(desktop.held, image.held, disk.commandIds())
      this.#clerks.forget(desktop)
      desktop.putBack(image)
      counts.restores++
      story.fault(desktop.name, `is put back to how it was ${loop.now() - image.takenAt} ms ago`)
    })
  }

  #clone(original: Desktop): void {
    const world = this.#world
    const images = this.#diskImages.get(original)
    if (!images || world.desktops.length >= MOST_DESKTOPS) return
    const image = this.#random.pick(images)
    const name = `${original.name}c${world.desktops.length}`
    const clone = world.openDesktop(name, original.userId, original.hearsHeads, image.bytes)
    clone.held = new Set(image.held)
    world.desktops.push(clone)
    world.counts.clones++
    world.story.fault(
      name,
      `is a copy of ${original.name} as it was ${world.loop.now() - image.takenAt} ms ago`,
    )
    this.tend(clone)
    this.#revive(clone, true)
  }
}
