import type { Visit } from '../../cloud-relay/links/visits.ts'
import type { SeededRandom } from '../../shared/lib/seeded-random.ts'
import { PAY_ORIGIN, type RaceWorld } from './race-world.ts'

const CARDS = {
  success: '4242424242424242',
  declined: '4000000000000002',
  challenge: '4000002760003184',
  lost: '4000000000000507',
}

/** A press of Pay: what its button named when it was pressed. */
export interface Press {
  linkId: string
  shownCents: number
  /** All of what was picked, nothing less typed. */
  isWhole: boolean
}

interface Form {
  fields: [name: string, value: string][]
  shownCents: number
}

/** Somebody with a browser at a link, who loads, chooses, presses, presses again, waits, or comes back from the bank. */
export class RacingPayer {
  readonly presses: Press[] = []
  readonly #world: RaceWorld
  readonly #random: SeededRandom
  readonly #visit: Visit
  readonly #headers: Record<string, string>
  readonly #at: string
  #form: Form | null = null
  #goTo: string | null = null

  constructor(world: RaceWorld, random: SeededRandom, linkId: string, mailId: string, name: string) {
    this.#world = world
    this.#random = random
    this.#visit = world.visits.begin(world.device.companyId, linkId, mailId)
    this.#at = `/pay/${world.companyKey}/${this.#visit.slug}`
    this.#headers = {
      'user-agent': 'Mozilla/5.0 Chrome/150.0.0.0 Safari/537.36',
      'sec-fetch-site': 'same-origin',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-user': '?1',
      'x-test-address': name,
      cookie: world.visits.cookieOf(this.#visit).split(';')[0]!,
    }
  }

  async act(): Promise<void> {
    const random = this.#random
    if (this.#goTo !== null && random.chance(0.6)) return this.#answerBank()
    if (this.#form === null || random.chance(0.25)) return this.#load()
    await this.#press(this.#form)
    // Impatient people press the same form again; most look at what came of it.
    if (random.chance(0.8)) this.#form = null
  }

  async #load(): Promise<void> {
    const page = await this.#ask(this.#at)
    this.#form = readForm(await page.text())
  }

  async #press(form: Form): Promise<void> {
    const random = this.#random
    const chosen = this.#choose(form)
    const world = this.#world
    const byPage = random.chance(0.1)
    const card = random.pick([
      CARDS.success,
      CARDS.success,
      CARDS.success,
      CARDS.declined,
      CARDS.challenge,
      CARDS.lost,
    ])
    const methodToken = byPage ? '' : await world.token(card)
    let fields: [string, string][] = [
      ...chosen.fields,
      ['methodToken', methodToken],
      ['receiptTo', ''],
      ['person', 'yes'],
    ]
    this.presses.push({ linkId: this.#visit.linkId, shownCents: chosen.shownCents, isWhole: chosen.isWhole })
    if (world.mutant?.readsPressAnew) {
      const now = readForm(await (await this.#ask(this.#at)).text())
      const nonce = fields.find(([name]) => name === 'nonce')!
      if (now !== null)
        fields = [
          ...now.fields.filter(([name]) => name !== 'nonce'),
          nonce,
          ['methodToken', methodToken],
          ['receiptTo', ''],
        ]
    }
    const answer = await this.#ask(this.#at, { method: 'POST', body: new URLSearchParams(fields) })
    const location = answer.headers.get('location') ?? ''
    if (answer.status >= 500) world.faults.push(`a press was answered ${answer.status}`)
    if (location.startsWith('https://gateway')) this.#goTo = location
    if (answer.status === 409 || answer.status === 422) this.#form = readForm(await answer.text())
  }

  /** As the page's script does: the amount follows the boxes and what is typed. */
  #choose(form: Form): Form & { isWhole: boolean } {
    const random = this.#random
    const picks = form.fields.filter(([name]) => name === 'pick')
    const picked = picks.length > 1 && random.chance(0.5) ? picks.filter(() => random.chance(0.6)) : picks
    let shownCents = form.shownCents
    if (picks.length > 0) shownCents = picked.reduce((sum, [, value]) => sum + Number(value.split('~')[1]), 0)
    const rest = form.fields.filter(([name]) => name !== 'pick' && name !== 'shown')
    const typed = random.chance(0.25) ? random.between(1, Math.max(1, shownCents)) : null
    const fields: [string, string][] = [
      ...rest,
      ...picked,
      ['amount', typed === null ? '' : (typed / 100).toFixed(2)],
      ['shown', String(typed ?? shownCents)],
    ]
    return { fields, shownCents: typed ?? shownCents, isWhole: typed === null }
  }

  async #answerBank(): Promise<void> {
    const random = this.#random
    const address = this.#goTo!
    this.#goTo = null
    if (random.chance(0.15)) return
    const isChallenge = address.includes('challenge')
    const typed: Record<string, string> = isChallenge
      ? { answer: random.chance(0.8) ? 'approve' : 'fail' }
      : {
          method: 'card',
          number: random.pick([CARDS.success, CARDS.declined]),
          expiry: '12 / 34',
          cvc: '123',
        }
    await this.#world.visitGateway(address, typed)
    if (random.chance(0.7)) await this.#ask(`${this.#at}/return`)
  }

  async #ask(path: string, init: RequestInit = {}): Promise<Response> {
    return this.#world.app.request(`${PAY_ORIGIN}${path}`, { ...init, headers: this.#headers })
  }
}

/** The pay form of a page as it stands; null for a page without one. */
function readForm(html: string): Form | null {
  const value = (name: string) => new RegExp(`name="${name}"[^>]*? value="([^"]*)"`).exec(html)?.[1]
  const [version, seen, nonce, shown] = ['version', 'seen', 'nonce', 'shown'].map(value)
  if (version === undefined || seen === undefined || nonce === undefined || shown === undefined) return null
  const picks = [...html.matchAll(/name="pick" id="[^"]*" value="([^"]*)" checked/g)]
  return {
    shownCents: Number(shown),
    fields: [
      ['version', version],
      ['seen', seen],
      ['nonce', nonce],
      ['shown', shown],
      ...(html.includes('name="choosing"') ? [['choosing', '1'] as [string, string]] : []),
      ...picks.map((pick): [string, string] => ['pick', pick[1]!]),
    ],
  }
}
