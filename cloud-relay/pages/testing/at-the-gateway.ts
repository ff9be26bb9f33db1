/** Answers the bank's question on the page a challenge leads to. */
export async function answerChallenge(actionUrl: string, approve: boolean): Promise<void> {
  const url = new URL(actionUrl)
  const body = new URLSearchParams({
    key: url.searchParams.get('key') ?? '',
    answer: approve ? 'approve' : 'fail',
  })
  const answer = await fetch(`${url.origin}${url.pathname}`, { method: 'POST', body, redirect: 'manual' })
  await answer.arrayBuffer()
}

/** Pays with a good card on the gateway's own page, without scripts. */
export async function payAtCheckout(checkoutUrl: string): Promise<void> {
  const url = new URL(checkoutUrl)
  const body = new URLSearchParams({
    key: url.searchParams.get('key') ?? '',
    method: 'card',
    number: '4242424242424242',
    expiry: '12 / 34',
    cvc: '123',
  })
  const answer = await fetch(`${url.origin}${url.pathname}`, { method: 'POST', body, redirect: 'manual' })
  if (answer.status !== 303) throw new Error(`checkout: ${answer.status}`)
  await answer.arrayBuffer()
}
