export interface LiveConfig {
  /** What the page shows now; another value means that it must be loaded anew. */
  state: string
  version: string
  /** The page's own address, without the part for its language. */
  path: string
  language: 'en' | 'es'
  refreshNonceMs: number
}

/** What the relay answers at `PATH/now`. */
export interface LiveNow {
  state: string
  version: string
  seen: string
  nonce: string
  /** The insides of the elements of those names. */
  amount: string
  invoices: string
  payLabel: string
  /** What changed, for the eye (HTML) and for the ear. */
  notice: string
  spoken: string
}

/**
 * Runs in the payer's browser: keeps an open page true. The page is served this function's own source text, so it uses
 * nothing from outside itself but types.
 */
export function liveClient(config: LiveConfig): void {
  const $ = (id: string) => document.getElementById(id)
  const field = (name: string) => document.querySelector<HTMLInputElement>(`input[name="${name}"]`)
  let asking = false

  function reload(): void {
    if (document.body.dataset.paying !== undefined) return
    location.replace(`${config.path}?lang=${config.language}`)
  }

  async function refresh(): Promise<void> {
    if (asking) return
    asking = true
    try {
      const seen = encodeURIComponent(field('seen')?.value ?? '')
      const answer = await fetch(`${config.path}/now?lang=${config.language}&seen=${seen}`)
      if (!answer.ok) return answer.status === 404 ? reload() : undefined
      show((await answer.json()) as LiveNow)
    } catch {
      // Offline for a moment: the next event or tick asks again.
    } finally {
      asking = false
    }
  }

  function show(now: LiveNow): void {
    if (document.body.dataset.paying !== undefined) return
    if (now.state !== config.state) {
      reload()
      return
    }
    const nonce = field('nonce')
    if (nonce !== null) nonce.value = now.nonce
    if (now.version === config.version) return
    config.version = now.version
    const amount = $('amount')
    const invoices = $('invoices')
    const notice = $('notice')
    const pay = $('press')
    if (amount !== null) amount.innerHTML = now.amount
    if (invoices !== null) invoices.innerHTML = now.invoices
    if (notice !== null) notice.innerHTML = now.notice
    if (pay !== null) pay.textContent = now.payLabel
    const spoken = $('spoken')
    if (spoken !== null) spoken.textContent = now.spoken
    const version = field('version')
    const seen = field('seen')
    if (version !== null) version.value = now.version
    if (seen !== null) seen.value = now.seen
  }

  const source = new EventSource(`${config.path}/live`)
  let isPolling = false
  source.onmessage = event => {
    const told = JSON.parse(event.data) as { state: string; version: string }
    if (told.state !== config.state || told.version !== config.version) void refresh()
  }
  source.onerror = () => {
    if (source.readyState !== EventSource.CLOSED || isPolling) return
    isPolling = true
    setInterval(() => void refresh(), 2000)
  }
  setInterval(() => void refresh(), config.refreshNonceMs)
  addEventListener('pageshow', event => {
    if (event.persisted) reload()
  })
}
