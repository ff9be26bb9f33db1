import type { Deliver } from '../../cloud-relay/mail/deliver-message.ts'
import type { Process } from '../engine/process.ts'
import type { Setting } from '../setting.ts'

/** The mail server: takes messages, says no, or takes one and loses its answer. */
export class PostOffice {
  /** How often each mail was taken. */
  readonly taken = new Map<string, number>()
  /** How likely each way to fail is. */
  trouble = { away: 0, later: 0, never: 0, answerLost: 0 }
  readonly #setting: Setting

  constructor(setting: Setting) {
    this.#setting = setting
  }

  /** Hands messages of a node over, in the steps and with the ends of the real one. */
  delivererFor(node: Process): Deliver {
    const { loop, story, counts } = this.#setting
    const pause = (ms: number) =>
      new Promise<void>(resolve => {
        node.after(ms, () => {
          loop.activity++
          resolve()
        })
      })
    const random = this.#setting.chance(`post ${node.name}`)

    return async (_, { envelopeId, beforeEnd, signal }) => {
      await pause(random.between(20, 2_000))
      const { away, later, never, answerLost } = this.trouble
      if (random.chance(away)) return { end: 'not-sent', answer: 'no connection' }
      if (random.chance(later)) return { end: 'refused', isPermanent: false, answer: '450 try later' }
      if (random.chance(never)) return { end: 'refused', isPermanent: true, answer: '550 no such user' }
      try {
        await beforeEnd()
        signal.throwIfAborted()
      } catch (error) {
        return { end: 'not-sent', answer: String(error) }
      }
      await pause(random.between(5, 500))
      this.taken.set(envelopeId, (this.taken.get(envelopeId) ?? 0) + 1)
      counts.mails++
      story.tell('post', `took mail ${envelopeId}`)
      await pause(random.between(5, 500))
      if (random.chance(answerLost)) return { end: 'unsure', answer: 'the connection was lost' }
      return { end: 'accepted', answer: '250 taken' }
    }
  }
}
