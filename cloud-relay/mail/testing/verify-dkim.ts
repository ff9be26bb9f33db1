import { createHash, createVerify, type KeyObject } from 'node:crypto'

/** The fields a message's DKIM signature covers (RFC 6376, rsa-sha256, relaxed/relaxed); throws when it does not hold. */
export function verifyDkim(raw: string, publicKey: KeyObject): string[] {
  const split = raw.indexOf('\r\n\r\n')
  const fields = raw.slice(0, split).split(/\r\n(?![ \t])/)
  const body = raw.slice(split + 4)
  const own = fields.find(field => /^dkim-signature:/i.test(field))
  if (own === undefined) throw new Error('the message is not signed')
  const tags = Object.fromEntries(
    own
      .slice(own.indexOf(':') + 1)
      .split(';')
      .map(tag => tag.replace(/\s+/g, ' ').trim())
      .filter(tag => tag !== '')
      .map(tag => [tag.slice(0, tag.indexOf('=')), tag.slice(tag.indexOf('=') + 1).replaceAll(' ', '')]),
  ) as Record<string, string>
  const bodyHash = createHash('sha256').update(relaxedBody(body), 'latin1').digest('base64')
  if (bodyHash !== tags.bh) throw new Error('the body was changed')
  const names = tags.h!.toLowerCase().split(':')
  const signed = names.map(name => {
    const field = fields.findLast(each => each.slice(0, each.indexOf(':')).trim().toLowerCase() === name)
    if (field === undefined) throw new Error(`no ${name}`)
    return relaxedField(field)
  })
  const unsigned = relaxedField(own.replace(/\bb=[^;]*$/s, 'b='))
  const verifier = createVerify('RSA-SHA256').update([...signed, unsigned].join('\r\n'), 'latin1')
  if (!verifier.verify(publicKey, tags.b!, 'base64')) throw new Error('a signed field was changed')
  return names
}

function relaxedField(field: string): string {
  const at = field.indexOf(':')
  const value = field.slice(at + 1).replace(/\r\n/g, '')
  return `${field.slice(0, at).trim().toLowerCase()}:${value.replace(/[ \t]+/g, ' ').trim()}`
}

function relaxedBody(body: string): string {
  const lines = body.split('\r\n').map(line => line.replace(/[ \t]+/g, ' ').replace(/ $/, ''))
  const text = lines.join('\r\n').replace(/(\r\n)+$/, '')
  return text === '' ? '' : `${text}\r\n`
}
