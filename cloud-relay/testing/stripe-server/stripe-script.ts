/** The stand-in's Stripe.js: `Stripe(key)`, `elements()`, the Payment Element in a frame, and confirmation tokens. */
export function stripeScript(): string {
  return `'use strict';(${standInStripe.toString()})(new URL(document.currentScript.src).origin)`
}

/** Runs in the payer's browser; uses nothing from outside itself. */
function standInStripe(origin: string): void {
  function makeStripe(key: string, options: { stripeAccount?: string } = {}) {
    if (!key.startsWith('pk_')) throw new Error('not a publishable key')
    const frame = document.createElement('iframe')
    const listeners: Record<string, (() => void)[]> = {}
    frame.src = `${origin}/v3/element?account=${options.stripeAccount ?? ''}`
    frame.title = 'Secure payment input frame'
    window.addEventListener('message', event => {
      if (event.origin !== origin || event.data.element !== 'change') return
      for (const listener of listeners.change ?? []) listener()
    })
    return {
      elements: () => ({
        create: () => ({
          mount(place: string) {
            frame.style.cssText = 'width:100%;height:90px;border:0'
            document.querySelector(place)?.append(frame)
            frame.addEventListener('load', () => {
              for (const listener of listeners.ready ?? []) listener()
            })
          },
          on(type: string, listener: () => void) {
            listeners[type] = [...(listeners[type] ?? []), listener]
          },
        }),
        submit: async () => ({}),
        update: () => undefined,
      }),
      createConfirmationToken: () =>
        new Promise(resolve => {
          const hear = (event: MessageEvent) => {
            if (event.origin !== origin || event.data.element !== 'token') return
            window.removeEventListener('message', hear)
            const { id, error } = event.data
            resolve(error ? { error } : { confirmationToken: { id } })
          }
          window.addEventListener('message', hear)
          frame.contentWindow?.postMessage({ element: 'tokenize' }, origin)
        }),
    }
  }
  Object.assign(window, { Stripe: makeStripe })
}
