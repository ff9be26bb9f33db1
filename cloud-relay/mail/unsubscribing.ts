import { createSigner } from '../links/signer.ts'

/** Addresses at which the recipient of a mail says that they want no more of its kind. */
export interface Unsubscribing {
  /** The address for a mail. `publicUrl` has no slash at its end. */
  urlFor(publicUrl: string, companyKey: string, mailId: string): string
  /** The mail whose address this is; null for one that is not ours. */
  mailOf(companyKey: string, token: string): string | null
}

const TOKEN = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})\.([A-Za-z0-9_-]{22})$/

/** The address names the mail and is signed with the relay's secret: nothing of it is stored, and nobody can guess one. */
export function createUnsubscribing(secret: Uint8Array): Unsubscribing {
  const signer = createSigner(secret, 'unsubscribe')
  return {
    urlFor(publicUrl, companyKey, mailId) {
      const token = `${mailId.replaceAll('-', '')}.${signer.sign(`${companyKey} ${mailId}`)}`
      return `${publicUrl}/u/${companyKey}/${token}`
    },
    mailOf(companyKey, token) {
      const [, a, b, c, d, e, signature] = TOKEN.exec(token) ?? []
      if (signature === undefined) return null
      const mailId = [a, b, c, d, e].join('-')
      return signer.fits(`${companyKey} ${mailId}`, signature) ? mailId : null
    },
  }
}
