import { useState } from 'react'
import type { AskInput } from '../../shared/protocol/desk.ts'
import { ask } from '../app/ask.ts'

/**
 * Opens the payment page for a card by telephone in the system's browser; tells its address, and what kept it from opening.
 * `opened` is told the link behind it, where the relay names it.
 */
export function usePhonePage(asked: AskInput<'cards.phone-page'>, opened?: (linkId: string | null) => void) {
  const [url, setUrl] = useState<string | null>(null)
  const [failure, setFailure] = useState<unknown>(null)

  async function open() {
    setFailure(null)
    try {
      const page = await ask('cards.phone-page', asked)
      setUrl(page.url)
      opened?.(page.linkId)
      window.open(page.url, '_blank', 'noopener')
    } catch (error) {
      setFailure(error)
    }
  }
  return { url, failure, open }
}
