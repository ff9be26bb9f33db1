/** One tag of an XML text, and the text before it. */
export interface XmlTag {
  /** Without its prefix. */
  name: string
  kind: 'open' | 'close' | 'empty'
  attributes: string
  textBefore: string
}

/**
 * The tags of a well-formed XML text in their order. Comments, declarations and processing instructions are passed over;
 * nothing outside of the text is ever read, and entities are the five of XML and numbers.
 */
export function* xmlTags(xml: string): Generator<XmlTag> {
  let at = 0
  let text = ''
  for (;;) {
    const open = xml.indexOf('<', at)
    if (open === -1) return
    text += decoded(xml.slice(at, open))
    if (xml.startsWith('<![CDATA[', open)) {
      const end = xml.indexOf(']]>', open)
      if (end === -1) return
      text += xml.slice(open + 9, end)
      at = end + 3
      continue
    }
    if (xml.startsWith('<!--', open)) {
      const end = xml.indexOf('-->', open)
      if (end === -1) return
      at = end + 3
      continue
    }
    const close = xml.indexOf('>', open)
    if (close === -1) return
    at = close + 1
    const first = xml[open + 1]
    if (first === '?' || first === '!') continue
    const isClose = first === '/'
    const isEmpty = xml[close - 1] === '/'
    const body = xml.slice(open + (isClose ? 2 : 1), isEmpty ? close - 1 : close)
    const space = body.search(/\s/)
    const full = space === -1 ? body : body.slice(0, space)
    const name = full.slice(full.indexOf(':') + 1)
    const kind = isClose ? 'close' : isEmpty ? 'empty' : 'open'
    yield { name, kind, attributes: space === -1 ? '' : body.slice(space), textBefore: text }
    text = ''
  }
}

/** An attribute's value, or null. */
export function attribute(tag: XmlTag, name: string): string | null {
  const found = new RegExp(`\\s(?:\\w+:)?${name}=(?:"([^"]*)"|'([^']*)')`).exec(tag.attributes)
  return found ? decoded(found[1] ?? found[2] ?? '') : null
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decoded(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, entity: string) => {
    if (!entity.startsWith('#')) return NAMED[entity] ?? whole
    const code =
      entity[1] === 'x' || entity[1] === 'X' ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1))
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}
