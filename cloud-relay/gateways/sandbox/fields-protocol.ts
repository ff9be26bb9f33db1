/** What the payment page posts to the frame, with the gateway's origin as target. */
export type ToFields = { florin: 'submit'; id: string } | { florin: 'focus' }

/**
 * What the frame posts to the payment page, with the page's origin as target. `height` is what the frame needs,
 * in CSS pixels; `change` comes only from the payer's own typing; `enter` is Enter pressed in a field.
 */
export type FromFields = { height: number } & (
  | { florin: 'ready' }
  | { florin: 'resize' }
  | { florin: 'change'; complete: boolean; error?: string }
  | { florin: 'enter' }
  | {
      florin: 'token'
      id: string
      token: string
      method: { kind: 'card' | 'ach'; brand: string; last4: string }
    }
  | { florin: 'error'; id: string; error: string }
)
