import { newId } from '../../shared/lib/ids.ts'
import type { SeededRandom } from '../../shared/lib/seeded-random.ts'
import { Killed } from '../engine/process.ts'
import type { Desktop } from '../parts/desktop.ts'
import type { World } from '../world.ts'
import { IDEAS, type Intent } from './intents.ts'

/** A command that a desktop told its user is kept. */
export interface Acknowledged {
  commandId: string
  name: string
  payload: Record<string, unknown>
  number: string | null
  desktop: string
}

/** The people at the desktops: they do what comes to mind, and remember what they were told. */
export class Clerks {
  readonly acknowledged = new Map<string, Acknowledged>()
  /** Commands whose refusal somebody dealt with. */
  readonly dealtWith = new Set<string>()
  /** Commands whose leased number was one that a document had already. */
  readonly usedNumbers: string[] = []
  readonly #world: World
  readonly #random: SeededRandom
  readonly #weight: number
  /** Asked before, and nobody knows what became of it. */
  #unsure: { desktop: Desktop; intent: Intent; commandId: string }[] = []

  constructor(world: World) {
    this.#world = world
    this.#random = world.chance('clerks')
    this.#weight = IDEAS.reduce((sum, idea) => sum + idea.weight, 0)
  }

  /** Someone does something. */
  act(): void {
    const random = this.#random
    const again = this.#unsure.length > 0 && random.chance(0.3) ? this.#unsure.shift() : undefined
    if (again) {
      void this.#give(again.desktop, again.intent, again.commandId)
      return
    }
    const working = this.#world.desktops.filter(desktop => desktop.process.isAlive)
    if (working.length === 0) return
    const desktop = random.pick(working)
    const intent = this.#think(desktop)
    if (intent) void this.#give(desktop, intent, newId(desktop.process.clock, random))
  }

  /** A desktop was put back to an older copy: nobody there is still at the question they had asked. */
  forget(desktop: Desktop): void {
    this.#unsure = this.#unsure.filter(each => each.desktop !== desktop)
  }

  #think(desktop: Desktop): Intent | null {
    const random = this.#random
    try {
      for (let tries = 0; tries < 8; tries++) {
        let left = random.between(1, this.#weight)
        const idea = IDEAS.find(each => {
          left -= each.weight
          return left <= 0
        })
        const intent = idea?.think(desktop, random) ?? null
        if (intent) return intent
      }
    } catch (error) {
      if (!(error instanceof Killed)) throw error
    }
    return null
  }

  async #give(desktop: Desktop, intent: Intent, commandId: string): Promise<void> {
    const { story, counts, violations } = this.#world
    const { name, payload } = intent
    const closes = name === 'sync-issue.close' ? this.#commandOf(desktop, String(payload.issueId)) : null
    const text = `${name} ${commandId} ${JSON.stringify(payload)}`
    const answer = await desktop.ask('command', { commandId, name, payload })
    if (answer === null) {
      story.tell(desktop.name, `${text}: no answer`)
      this.#unsure.push({ desktop, intent, commandId })
      return
    }
    if (!answer.ok) {
      const why = 'fault' in answer ? answer.fault : answer.refusal
      story.tell(desktop.name, `${text}: ${JSON.stringify(why)}`)
      if ('refusal' in answer && answer.refusal.code === 'number-used') this.usedNumbers.push(commandId)
      return
    }
    const told = answer.value as { commandId: string; number: string | null }
    story.tell(desktop.name, `${text}: kept ${told.number ?? ''}`)
    const before = this.acknowledged.get(commandId)
    if (before && before.number !== told.number) {
      violations.push({
        what: `${commandId} was numbered ${before.number}, then ${told.number}`,
        ids: [commandId],
      })
    }
    if (!before) counts.commands++
    if (!before && name === 'payment.receive') counts.payments++
    this.acknowledged.set(commandId, { commandId, name, payload, number: told.number, desktop: desktop.name })
    desktop.held.add(commandId)
    if (closes !== null) this.dealtWith.add(closes)
    // A screen that did not get the answer asks again.
    if (this.#random.chance(0.05)) this.#unsure.push({ desktop, intent, commandId })
  }

  #commandOf(desktop: Desktop, issueId: string): string | null {
    try {
      const [issue] = desktop.rows<{ commandId: string }>(
        'SELECT commandId FROM sync_issues WHERE id = ?',
        issueId,
      )
      return issue?.commandId ?? null
    } catch (error) {
      if (error instanceof Killed) return null
      throw error
    }
  }
}
