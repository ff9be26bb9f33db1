/** Answers the bank's question on the page a challenge leads to; gives where that leads back to. */
export async function answerChallenge(actionUrl: string, approve: boolean): Promise<string> {
  const url = new URL(actionUrl)
  const body = new URLSearchParams({
    key: url.searchParams.get('key') ?? '',
    answer: approve ? 'approve' : 'fail',
  })
  const answer = await fetch(`${url.origin}${url.pathname}`, { method: 'POST', body, redirect: 'manual' })
  await answer.arrayBuffer()
  return answer.headers.get('location') ?? ''
}

/** Pays on the gateway's own page, without scripts; a declined card is answered 422. */
export async function payAtCheckout(
  checkoutUrl: string,
  number = '4242424242424242',
  expectedStatus = 303,
): Promise<void> {
  const url = new URL(checkoutUrl)
  const body = new URLSearchParams({
    key: url.searchParams.get('key') ?? '',
    method: 'card',
    number,
    expiry: '12 / 34',
    cvc: '123',
  })
  const answer = await fetch(`${url.origin}${url.pathname}`, { method: 'POST', body, redirect: 'manual' })
  if (answer.status !== expectedStatus) throw new Error(`checkout: ${answer.status}`)
  await answer.arrayBuffer()
}
