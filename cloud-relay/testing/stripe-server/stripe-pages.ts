import type { Hono } from 'hono'
import { html } from 'hono/html'
import type { ServerEnv } from './server-env.ts'
import type { StripeAccount } from './stripe-account.ts'
import type { Checkouts } from './stripe-checkout.ts'
import { stripeScript } from './stripe-script.ts'
import { TEST_METHODS } from './test-methods.ts'

/** The pages that payers' browsers see of the stand-in: the bank's question, Checkout, and the Payment Element's frame. */
export function addStripePages(
  app: Hono<ServerEnv>,
  parts: { checkouts: Checkouts; accounts: () => StripeAccount[]; settle: () => void },
): void {
  const { checkouts, accounts } = parts

  app.get('/3ds/:account/:intent', c =>
    c.html(html`<!doctype html><title>3-D Secure</title><form method="post">
<button name="answer" value="approve">Approve</button><button name="answer" value="fail">Fail</button></form>`),
  )

  app.post('/3ds/:account/:intent', async c => {
    const account = accounts().find(each => each.id === c.req.param('account'))
    const intent = account?.intents.get(c.req.param('intent'))
    if (!account || !intent) return c.notFound()
    const back = intent.next_action?.redirect_to_url?.return_url ?? '/'
    const answer = new URLSearchParams(await c.req.text()).get('answer')
    account.answerChallenge(intent.id, answer === 'approve')
    return c.redirect(back, 303)
  })

  app.get('/microdeposits/:account/:intent', c =>
    c.html(
      html`<!doctype html><title>Bank account</title><form method="post"><input name="code"><button>Verify</button></form>`,
    ),
  )
  app.post('/microdeposits/:account/:intent', async c => {
    const account = accounts().find(each => each.id === c.req.param('account'))
    const code = new URLSearchParams(await c.req.text()).get('code')
    account?.verifyDeposits(c.req.param('intent'), code === 'SM11AA')
    return c.text(code === 'SM11AA' ? 'Verified.' : 'Not this code.')
  })

  app.get('/onboard/:account', c => {
    accounts()
      .find(each => each.id === c.req.param('account'))
      ?.stand({ charges_enabled: true, payouts_enabled: true, currently_due: [] })
    return c.redirect(c.req.query('back') ?? '/', 303)
  })

  app.get('/checkout/:id', c => {
    const found = checkouts.find(c.req.param('id'))
    if (found?.session.status !== 'open') return c.text('This page is no longer open.', 410)
    return c.html(html`<!doctype html><title>Checkout</title><h1>${(found.session.amount_total / 100).toFixed(2)}</h1>
<form method="post"><input name="number"><button>Pay</button></form><a href="${found.session.cancel_url}">Back</a>`)
  })

  app.post('/checkout/:id', async c => {
    const number = new URLSearchParams(await c.req.text()).get('number') ?? ''
    const leadsTo = checkouts.pay(c.req.param('id'), number)
    return leadsTo === null ? c.text('Your card was declined.', 422) : c.redirect(leadsTo, 303)
  })

  app.get('/v3/stripe.js', c =>
    c.body(stripeScript(), 200, {
      'content-type': 'text/javascript',
      'cross-origin-resource-policy': 'cross-origin',
    }),
  )

  app.get('/v3/element', c =>
    c.html(html`<!doctype html><title>Payment Element</title><style>body{margin:0;font:16px sans-serif}input{width:90%;padding:8px}@media(prefers-color-scheme:dark){body{color:#f3f0ea}}</style>
<label>Card number <input id="number" inputmode="numeric" autocomplete="cc-number"></label><script src="/v3/element.js"></script>`),
  )
  app.get('/v3/element.js', c => c.body(elementScript, 200, { 'content-type': 'text/javascript' }))

  app.post('/v3/tokens', async c => {
    const { number, account: wanted } = (await c.req.json()) as { number: string; account: string }
    const method = TEST_METHODS.find(each => each.number === number.replace(/\D/g, ''))
    const account = wanted ? accounts().find(each => each.id === wanted) : accounts()[0]
    if (!method || !account) return c.json({ error: { message: 'Your card number is invalid.' } }, 402)
    return c.json({ id: account.makeToken(method.id) })
  })
}

const elementScript = `'use strict';
const number = document.getElementById('number');
number.addEventListener('input', () => parent.postMessage({ element: 'change' }, '*'));
window.addEventListener('message', async event => {
  if (event.data.element !== 'tokenize') return;
  const answer = await fetch('/v3/tokens', { method: 'POST', body: JSON.stringify({ number: number.value, account: new URLSearchParams(location.search).get('account') }) });
  parent.postMessage({ element: 'token', ...(await answer.json()) }, event.origin);
});`
