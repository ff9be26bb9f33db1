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
  /** Marks amounts and who pays them, as the stream does. */
  mark: string
  version: string
  /** What Pay charges where nothing is chosen. */
  shownCents: number
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
    keepTyped()
    location.replace(`${config.path}?lang=${config.language}`)
  }

  /** What was typed outlives a page that must be loaded anew, in this tab only. */
  function typedFields(): (HTMLInputElement | HTMLTextAreaElement)[] {
    const names = ['receiptTo', 'amount', 'name', 'message']
    return names.flatMap(name => [
      ...document.querySelectorAll<HTMLInputElement>(`[name="${name}"]:not([type="hidden"])`),
    ])
  }

  function keepTyped(): void {
    const typed = typedFields()
      .filter(each => each.value !== each.defaultValue)
      .map(each => [each.name, each.value])
    if (typed.length > 0) sessionStorage.setItem(config.path, JSON.stringify(typed))
  }

  function putBackTyped(): void {
    const kept = new Map<string, string>(JSON.parse(sessionStorage.getItem(config.path) ?? '[]'))
    sessionStorage.removeItem(config.path)
    for (const each of typedFields()) {
      const value = kept.get(each.name)
      if (value === undefined) continue
      each.value = value
      each.closest('details')?.setAttribute('open', '')
    }
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
    if (now.mark === config.version) return
    config.version = now.mark
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
    const shown = field('shown')
    if (shown !== null) {
      shown.value = String(now.shownCents)
      shown.dataset.open = shown.value
    }
    document.dispatchEvent(new Event('florin-shown'))
  }

  putBackTyped()
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
