import { createPrivateKey, type KeyObject } from 'node:crypto'
import DKIM from 'nodemailer/lib/dkim'

/** A domain's signing key; its public half stands in DNS at `selector._domainkey.domain`. */
export interface DkimKey {
  selector: string
  /** PEM. */
  privateKey: string
}

const LEAST_BITS = 2048

/**
 * What a signature covers: nothing a reader sees or a mail program acts on can be changed or, where it must stand once,
 * be taken from elsewhere. Fields that a mail does not have are left out.
 */
const SIGNED = [
  'from reply-to to subject date message-id mime-version content-type content-transfer-encoding content-language',
  'in-reply-to references list-unsubscribe list-unsubscribe-post list-id auto-submitted x-auto-response-suppress',
]
  .join(' ')
  .replaceAll(' ', ':')

/** The key from PEM, or base64 of PEM; null when it is no RSA key of at least 2048 bits. */
export function readDkimKey(selector: string, text: string): DkimKey | null {
  const pem = text.includes('-----BEGIN')
    ? text.replaceAll('\\n', '\n')
    : Buffer.from(text, 'base64').toString('latin1')
  let key: KeyObject
  try {
    key = createPrivateKey(pem)
  } catch {
    return null
  }
  const isStrong = (key.asymmetricKeyDetails?.modulusLength ?? 0) >= LEAST_BITS
  if (key.asymmetricKeyType !== 'rsa' || !isStrong) return null
  return { selector, privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString() }
}

/** The message with a signature (RFC 6376, rsa-sha256, relaxed/relaxed) of the domain in front. Throws when it can't sign. */
export async function signMessage(
  message: Uint8Array,
  { selector, privateKey }: DkimKey,
  domain: string,
): Promise<Uint8Array> {
  const dkim = new DKIM({ domainName: domain, keySelector: selector, privateKey, headerFieldNames: SIGNED })
  const chunks: Buffer[] = []
  for await (const chunk of dkim.sign(Buffer.from(message))) chunks.push(chunk as Buffer)
  const signed = Buffer.concat(chunks)
  if (!/^dkim-signature:/i.test(signed.toString('latin1', 0, 20)))
    throw new Error('the message was not signed')
  return signed
}
