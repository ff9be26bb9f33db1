import { askOf, askReads } from '../../cloud-relay/links/ask.ts'
import { wholeChoice } from '../../cloud-relay/links/choose.ts'
import type { SeededRandom } from '../../shared/lib/seeded-random.ts'
import { NoAnswer } from '../engine/network.ts'
import { Process } from '../engine/process.ts'
import type { RelayNode } from '../parts/relay-node.ts'
import type { World } from '../world.ts'

const CARDS = {
  success: '4242424242424242',
  declined: '4000000000000002',
  challenge: '4000002760003184',
  serverError: '4000000000000515',
  lostAnswer: '4000000000000507',
}
const TIMEOUT_MS = 30_000

/** Customers with links in their mail: they open one, look at it for a while, and pay, or change their mind. */
export class Payers {
  readonly #world: World
  readonly #random: SeededRandom
  readonly #browsers: Process[]

  constructor(world: World) {
    this.#world = world
    this.#random = world.chance('payers')
    this.#browsers = ['payer-1', 'payer-2', 'payer-3'].map(name => new Process(name, world.loop))
    for (const browser of this.#browsers) browser.begin()
  }

  /** Someone opens a link of a mail that has arrived. */
  act(): void {
    const arrived = [...this.#world.post.taken.keys()]
    if (arrived.length === 0) return
    const { loop, story } = this.#world
    this.#pay(this.#random.pick(arrived.slice(-4)), this.#random.pick(this.#browsers)).catch(error => {
      loop.activity++
      if (!(error instanceof NoAnswer)) throw error
      story.tell('payers', `no answer: ${error.code}`)
    })
  }

  async #pay(mailId: string, browser: Process): Promise<void> {
    const random = this.#random
    const { companyId } = this.#world
    const ask = await this.#at(browser, 'a look at a link', async node => {
      const mail = await node.relay.gatherIn(companyId, () => [{ kind: 'row', table: 'mails', id: mailId }])
      const linkId = mail.get('mails', mailId)?.linkId ?? null
      if (linkId === null) return null
      return askOf(linkId, await node.relay.gatherIn(companyId, askReads(linkId)))
    })
    if (ask === null || ask.dueCents === 0) return
    const card = random.pick([...Object.values(CARDS), CARDS.success, CARDS.success])
    const methodToken = await this.#world.gateway.token(card)
    await this.#pause(browser, random.between(1_000, 20_000))
    const order = {
      linkId: ask.link.id,
      visitor: browser.name,
      version: ask.version,
      choice: wholeChoice(ask),
      receiptTo: random.chance(0.3) ? 'payer@petal.example' : null,
      language: null,
      address: browser.name,
      returnUrl: 'https://pay.example/back',
    }
    const byPage = random.chance(0.2)
    const what = `${byPage ? 'checkout' : 'pay'} ${ask.dueCents} for link ${ask.link.id} of invoice ${ask.invoices.map(each => each.row.id)}`
    let nonce = ''
    const answer = await this.#at(browser, what, async node => {
      nonce ||= node.nonces.make('pay', ask.link.id)
      return byPage
        ? node.payments.payByCheckout(companyId, { ...order, nonce }, 'en')
        : node.payments.payByFields(companyId, { ...order, nonce }, { methodToken, consent: null })
    })
    this.#world.story.tell(browser.name, `${what}: ${JSON.stringify(answer)}`)
    if (!('goTo' in answer) || random.chance(0.2)) return
    await this.#pause(browser, random.between(1_000, 30_000))
    const typed: Record<string, string> = byPage
      ? {
          method: 'card',
          number: random.pick([CARDS.success, CARDS.declined]),
          expiry: '12 / 34',
          cvc: '123',
        }
      : { answer: random.chance(0.8) ? 'approve' : 'fail' }
    await this.#world.gateway.visit(answer.goTo, typed)
    this.#world.story.tell(browser.name, `${what}: answered at the gateway ${JSON.stringify(typed)}`)
    await this.#comeBack(browser, ask.link.id)
  }

  async #comeBack(browser: Process, linkId: string): Promise<void> {
    const { companyId } = this.#world
    const [request] = this.#world.disk.all<{ id: string }>(
      'SELECT id FROM pay_request WHERE link_id = ? AND visitor = ? ORDER BY created_at DESC',
      linkId,
      browser.name,
    )
    if (!request) return
    await this.#at(browser, `the way back to ${request.id}`, async node => {
      await node.payments.lookUp(companyId, request.id, { isBack: true }).catch(() => false)
      return null
    })
  }

  #at<T>(browser: Process, what: string, visit: (node: RelayNode) => Promise<T>): Promise<T> {
    const { network, nodes, violations } = this.#world
    return network.call({
      from: browser,
      to: () => this.#random.pick(nodes).process,
      timeoutMs: TIMEOUT_MS,
      what,
      deliver: async process => {
        try {
          return await visit(nodes.find(each => each.process === process)!)
        } catch (error) {
          // The page with which a relay says that something went wrong.
          if (!/disk is full/.test(String(error)))
            violations.push({ what: `${what}: ${String(error)}`, ids: [] })
          throw new NoAnswer('500')
        }
      },
    })
  }

  #pause(browser: Process, ms: number): Promise<void> {
    return new Promise(resolve => {
      browser.after(ms, () => {
        this.#world.loop.activity++
        resolve()
      })
    })
  }
}
