import { hash } from 'node:crypto'
import { isId } from '../../shared/lib/ids.ts'
import { createSigner } from '../links/signer.ts'

/** Which mail of which company a message is: what its envelope sender and its Message-ID carry. */
export interface TaggedMail {
  companyKey: string
  mailId: string
}

/** Makes and reads the signed tags of mails; nobody without the relay's secret can make one. */
export interface MailTags {
  /** `key.mail.signature`: at most 55 characters, letters and digits that survive servers which change their case. */
  tagOf(mail: TaggedMail): string
  /** The mail that a text names, such as an envelope sender or a Message-ID; null where no tag of ours is in it. */
  find(text: string): TaggedMail | null
}

/** The name before the tag in the envelope sender: `bounce+TAG@domain`, at most 62 characters before the @. */
const BOUNCE = 'bounce'
const SIGNATURE_LENGTH = 20
const TAG = /(?<![a-z0-9])([a-z0-9]{6,10})\.([a-z0-9]{25})\.([a-z0-9]{20})(?![a-z0-9])/i

/** The address that bounces of a mail come back to. */
export function bounceAddress(tag: string, mailDomain: string): string {
  return `${BOUNCE}+${tag}@${mailDomain}`
}

/** Tags under a key derived from the relay's secret. */
export function createMailTags(secret: Uint8Array): MailTags {
  const signer = createSigner(secret, 'bounce')
  const signed = (text: string) =>
    BigInt(`0x${hash('sha256', signer.sign(text), 'hex')}`)
      .toString(36)
      .slice(-SIGNATURE_LENGTH)

  return {
    tagOf({ companyKey, mailId }) {
      const text = `${companyKey.toLowerCase()}.${shortId(mailId)}`
      return `${text}.${signed(text)}`
    },
    find(text) {
      const found = TAG.exec(text)
      if (found === null) return null
      const [key, short, signature] = found.slice(1).map(part => part.toLowerCase()) as [
        string,
        string,
        string,
      ]
      const mailId = longId(short)
      // A guess of one of 36^20 needs no constant time: the tag's hash is compared, not the secret.
      if (mailId === null || signed(`${key}.${short}`) !== signature) return null
      return { companyKey: key.toUpperCase(), mailId }
    },
  }
}

/** A UUID as 25 letters and digits. */
function shortId(id: string): string {
  return BigInt(`0x${id.replaceAll('-', '')}`)
    .toString(36)
    .padStart(25, '0')
}

function longId(short: string): string | null {
  let value = 0n
  for (const digit of short) value = value * 36n + BigInt(Number.parseInt(digit, 36))
  const hex = value.toString(16).padStart(32, '0')
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
    '-',
  )
  return isId(id) ? id : null
}
