/** What a browser tells about the press of View and pay. */
export interface OpenSigns {
  headers: Headers
  publicUrl: string
  nonce: 'good' | 'forged' | 'too-fast' | 'too-old' | 'used'
  /** Set by the page's script on a trusted input event: `pointer`, `touch` or `key`. */
  gesture: string
  /** Set by the box that payers without scripts tick. */
  ticked: boolean
  /** The field no person sees. */
  honeypot: string
}

export type Doubt = 'nonce' | 'origin' | 'scanner' | 'honeypot' | 'gesture'

/** Mail scanners, link previews and fetching programs by what they call themselves. */
const SCANNERS =
  /headlesschrome|bot\b|bitly|crawl|spider|preview|scan|facebookexternalhit|slack|whatsapp|telegram|discord|skype|embedly|proofpoint|mimecast|barracuda|safelinks|messagelabs|symantec|fireeye|trendmicro|sophos|zscaler|forcepoint|ironport|virustotal|urlvoid|phantomjs|googleimageproxy|ms-office|microsoft office|curl|wget|python|java\/|okhttp|go-http|libwww|perl|ruby|axios|node-fetch|undici|httpclient|monitor/i

/**
 * Why this may not be a person who opens the link, or null when it is one. A doubtful open sees the page and starts no
 * clock: being wrong costs nothing then.
 */
export function doubtAbout(signs: OpenSigns): Doubt | null {
  if (signs.nonce !== 'good') return 'nonce'
  if (!isFromOurPage(signs.headers, signs.publicUrl)) return 'origin'
  if (isScanner(signs.headers)) return 'scanner'
  if (signs.honeypot !== '') return 'honeypot'
  if (!signs.ticked && !/^(pointer|touch|key)$/.test(signs.gesture)) return 'gesture'
  return null
}

/** True for what calls itself a machine, or says that it only gets ready for a person. */
export function isScanner(headers: Headers): boolean {
  const agent = headers.get('user-agent') ?? ''
  if (agent === '' || SCANNERS.test(agent)) return true
  return ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'].some(name => headers.get(name) !== null)
}

/** True for a form sent by a page of ours. Our pages send no referrer, so `Origin` is `null` in most browsers. */
export function isFromOurPage(headers: Headers, publicUrl: string): boolean {
  const site = headers.get('sec-fetch-site')
  if (site === null) return headers.get('origin') === new URL(publicUrl).origin
  if (site !== 'same-origin') return false
  const mode = headers.get('sec-fetch-mode')
  return mode === 'navigate' ? headers.get('sec-fetch-user') === '?1' : mode !== 'no-cors'
}

/** True when the browser says that another site's page sent this. */
export function isCrossSite(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site')
  return site === 'cross-site' || site === 'same-site'
}
