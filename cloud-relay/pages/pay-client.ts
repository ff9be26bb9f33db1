import type { FromFields, ToFields } from '../gateways/sandbox/fields-protocol.ts'

export interface PayConfig {
  gatewayOrigin: string
  /** The frame's address for each way to pay. */
  frames: Record<string, string>
  /** Where to say that the payer began to type; null where the link's clock runs already. */
  begunPath: string | null
  payingText: string
  notReachedText: string
}

/**
 * Runs in the payer's browser on the pay page: gets a token from the gateway's fields and sends the form with it. The
 * page is served this function's own source text, so it uses nothing from outside itself but types.
 */
export function payClient(config: PayConfig): void {
  const form = document.getElementById('pay') as HTMLFormElement
  const frame = document.getElementById('fields') as HTMLIFrameElement
  const press = document.getElementById('press') as HTMLButtonElement
  const error = document.getElementById('error') as HTMLElement
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement
  let waitsFor = ''
  let giveUp: ReturnType<typeof setTimeout> | undefined
  let hasBegun = false

  frame.src = config.frames[field('way')?.value || 'card'] ?? ''

  for (const radio of form.querySelectorAll<HTMLInputElement>('input[name="way"]')) {
    radio.addEventListener('change', () => {
      frame.src = config.frames[radio.value] ?? ''
      document.getElementById('bank-note')?.toggleAttribute('hidden', radio.value !== 'ach')
    })
  }

  form.addEventListener('submit', event => {
    event.preventDefault()
    submit()
  })
  form.addEventListener('input', event => {
    if (event.isTrusted) begin()
  })

  window.addEventListener('message', event => {
    if (event.origin !== config.gatewayOrigin || event.source !== frame.contentWindow) return
    const told = event.data as FromFields
    if (typeof told?.height === 'number') frame.style.height = `${Math.min(900, Math.max(60, told.height))}px`
    if (told.florin === 'change') begin()
    if (told.florin === 'enter') submit()
    if (told.florin === 'error' && told.id === waitsFor) stop('')
    if (told.florin === 'token' && told.id === waitsFor) {
      clearTimeout(giveUp)
      field('methodToken').value = told.token
      form.submit()
    }
  })

  /** A restored page must not stay in the middle of a press. */
  window.addEventListener('pageshow', () => stop(''))

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
    const order: ToFields = { florin: 'submit', id: waitsFor }
    frame.contentWindow?.postMessage(order, config.gatewayOrigin)
    giveUp = setTimeout(() => stop(config.notReachedText), 25_000)
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
