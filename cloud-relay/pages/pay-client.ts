import type { FromFields, ToFields } from '../gateways/sandbox/fields-protocol.ts'

export interface PayConfig {
  fields: FrameFields | ElementFields
  /** Where to say that the payer began to type; null where the link's clock runs already. */
  begunPath: string | null
  payingText: string
  notReachedText: string
}

/** The gateway's page in a frame of ours, at an address for each way to pay. */
interface FrameFields {
  kind: 'frame'
  origin: string
  frames: Record<string, string>
}

/** Stripe's Payment Element, drawn by Stripe's script in frames of its own. */
interface ElementFields {
  kind: 'payment-element'
  script: string
  publishableKey: string
  connectedAccount: string | null
  types: readonly string[]
  currency: string
  language: 'en' | 'es'
}

/** What of Stripe's script is used here. */
interface StripeScript {
  elements(options: object): StripeElements
  createConfirmationToken(options: object): Promise<{
    confirmationToken?: { id: string }
    error?: { message?: string }
  }>
}
interface StripeElements {
  create(
    type: 'payment',
    options: object,
  ): { mount(place: string): void; on(type: 'change', listener: () => void): void }
  submit(): Promise<{ error?: { message?: string } }>
  update(options: object): void
}

/**
 * Runs in the payer's browser on the pay page: gets a token from the gateway's fields and sends the form with it. The
 * page is served this function's own source text, so it uses nothing from outside itself but types.
 */
export function payClient(config: PayConfig): void {
  const form = document.getElementById('pay') as HTMLFormElement
  const press = document.getElementById('press') as HTMLButtonElement
  const error = document.getElementById('error') as HTMLElement
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement
  let waitsFor = ''
  let giveUp: ReturnType<typeof setTimeout> | undefined
  let hasBegun = false
  let askForToken: ((id: string) => void) | null = null
  const typing = document.getElementById('typing') as HTMLElement
  const radios = (name: string) => [...form.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)]
  const chosen = (name: string) => radios(name).find(each => each.checked)
  const remembers = () => form.querySelector<HTMLInputElement>('input[name="remember"]')?.checked === true

  // What was kept last is what is paid with, unless the payer says otherwise.
  if (!chosen('kept')) radios('kept')[0]?.click()
  for (const radio of radios('kept')) radio.addEventListener('change', show)
  show()

  /** Fields are drawn when they are first needed. */
  function show(): void {
    const isKept = Boolean(chosen('kept')?.value)
    typing.hidden = isKept
    showMandate()
    if (!isKept)
      askForToken ??= config.fields.kind === 'frame' ? drawFrame(config.fields) : drawElement(config.fields)
  }

  function showMandate(): void {
    const isDebit = typing.hidden ? chosen('kept')?.dataset.kind === 'ach' : chosen('way')?.value === 'ach'
    document.getElementById('mandate')?.toggleAttribute('hidden', !isDebit)
  }

  form.addEventListener('submit', event => {
    event.preventDefault()
    submit()
  })
  form.addEventListener('input', event => {
    if (event.isTrusted) begin()
  })
  /** A restored page must not stay in the middle of a press. */
  window.addEventListener('pageshow', () => stop(''))

  function drawFrame({ origin, frames }: FrameFields): (id: string) => void {
    const frame = document.getElementById('fields') as HTMLIFrameElement
    frame.src = frames[chosen('way')?.value || 'card'] ?? ''
    for (const radio of radios('way')) {
      radio.addEventListener('change', () => {
        frame.src = frames[radio.value] ?? ''
        document.getElementById('bank-note')?.toggleAttribute('hidden', radio.value !== 'ach')
        showMandate()
      })
    }
    window.addEventListener('message', event => {
      if (event.origin !== origin || event.source !== frame.contentWindow) return
      const told = event.data as FromFields
      if (typeof told?.height === 'number')
        frame.style.height = `${Math.min(900, Math.max(60, told.height))}px`
      if (told.florin === 'change') begin()
      if (told.florin === 'enter') submit()
      if (told.florin === 'error' && told.id === waitsFor) stop('')
      if (told.florin === 'token' && told.id === waitsFor) send(told.token)
    })
    return id => {
      const order: ToFields = { florin: 'submit', id }
      frame.contentWindow?.postMessage(order, origin)
    }
  }

  function drawElement(fields: ElementFields): (id: string) => void {
    let ready: { stripe: StripeScript; elements: StripeElements } | null = null
    const amount = () => Number(document.querySelector<HTMLElement>('[data-cents]')?.dataset.cents)
    const script = document.createElement('script')
    script.src = fields.script
    script.addEventListener('error', () => {
      error.textContent = config.notReachedText
    })
    script.addEventListener('load', () => {
      const { Stripe } = window as unknown as { Stripe(key: string, options: object): StripeScript }
      const account = fields.connectedAccount === null ? {} : { stripeAccount: fields.connectedAccount }
      const stripe = Stripe(fields.publishableKey, { ...account, locale: fields.language })
      const elements = stripe.elements({
        mode: 'payment',
        amount: amount(),
        currency: fields.currency,
        allowedPaymentMethodTypes: fields.types,
        appearance: appearance(),
        ...(remembers() ? usage() : {}),
      })
      const element = elements.create('payment', {})
      element.on('change', begin)
      element.mount('#element')
      ready = { stripe, elements }
      radios('remember')[0]?.addEventListener('change', () => elements.update(usage()))
    })
    document.head.append(script)
    return async id => {
      if (ready === null) {
        stop(config.notReachedText)
        return
      }
      const { stripe, elements } = ready
      try {
        // A wallet shows the amount itself: it must be the one on the page.
        elements.update({ amount: amount(), ...usage() })
        const checked = await elements.submit()
        const made: Awaited<ReturnType<StripeScript['createConfirmationToken']>> = checked.error
          ? checked
          : await stripe.createConfirmationToken({ elements })
        if (waitsFor !== id) return
        if (made.confirmationToken) send(made.confirmationToken.id)
        else stop(made.error?.message ?? config.notReachedText)
      } catch {
        if (waitsFor === id) stop(config.notReachedText)
      }
    }
  }

  /** Stripe's fields in the page's own colours, by day and by night. */
  function appearance(): object {
    const isDark = matchMedia('(prefers-color-scheme:dark)').matches
    const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()
    return {
      theme: isDark ? 'night' : 'stripe',
      variables: {
        colorPrimary: colour('--link'),
        colorBackground: colour('--card'),
        colorText: colour('--ink'),
        colorDanger: colour('--err'),
        borderRadius: '9px',
      },
    }
  }

  /** Stripe's fields say themselves what is agreed to when something is kept. */
  function usage(): object {
    return radios('remember').length === 0 ? {} : { setupFutureUsage: remembers() ? 'on_session' : null }
  }

  function send(token: string): void {
    clearTimeout(giveUp)
    field('methodToken').value = token
    form.submit()
  }

  function submit(): void {
    if (waitsFor !== '') return
    if (!form.reportValidity()) return
    waitsFor = crypto.randomUUID()
    document.body.dataset.paying = ''
    press.dataset.label = press.textContent ?? ''
    press.disabled = true
    press.classList.add('wait')
    press.textContent = config.payingText
    error.textContent = ''
    if (typing.hidden || askForToken === null) {
      field('methodToken').value = ''
      form.submit()
      return
    }
    // The gateway may ask things of its own, such as a bank log-in: it takes its time.
    giveUp = setTimeout(() => stop(config.notReachedText), config.fields.kind === 'frame' ? 25_000 : 600_000)
    askForToken(waitsFor)
  }

  function stop(text: string): void {
    clearTimeout(giveUp)
    if (waitsFor === '') return
    waitsFor = ''
    delete document.body.dataset.paying
    press.disabled = false
    press.classList.remove('wait')
    press.textContent = press.dataset.label ?? ''
    error.textContent = text
  }

  function begin(): void {
    const { begunPath } = config
    if (hasBegun || begunPath === null || navigator.webdriver) return
    hasBegun = true
    // The relay takes no word from a page younger than a second.
    setTimeout(() => tell(begunPath), Math.max(0, 1500 - performance.now()))
  }

  function tell(begunPath: string): void {
    const body = new URLSearchParams({ nonce: field('nonce').value })
    fetch(begunPath, { method: 'POST', body }).then(
      answer => {
        hasBegun = answer.ok
      },
      () => {
        hasBegun = false
      },
    )
  }
}
