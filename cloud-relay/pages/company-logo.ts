import { hash } from 'node:crypto'
import type { CompanyRow } from '../../shared/domain/company/company-row.ts'

/** A company's logo as its pages show it. */
export interface Logo {
  type: 'image/png' | 'image/jpeg'
  bytes: Uint8Array<ArrayBuffer>
  /** Names these very bytes: nobody asks for a logo without having seen a page that shows it. */
  name: string
}

const MAX_KEPT = 200
const kept = new Map<string, Logo | null>()

/** The logo of a company; null without one, and for what is no PNG or JPEG as a data URL. */
export function companyLogo({ logo }: Pick<CompanyRow, 'logo'>): Logo | null {
  if (!logo) return null
  const known = kept.get(logo)
  if (known !== undefined) return known
  const made = readLogo(logo)
  if (kept.size >= MAX_KEPT) kept.clear()
  kept.set(logo, made)
  return made
}

function readLogo(logo: string): Logo | null {
  const [, kind, base64] = /^data:image\/(png|jpeg);base64,([A-Za-z0-9+/=]+)$/.exec(logo) ?? []
  if (kind === undefined || base64 === undefined) return null
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'))
  const isPng = bytes[0] === 0x89 && bytes[1] === 0x50
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8
  if (kind === 'png' ? !isPng : !isJpeg) return null
  return {
    type: `image/${kind as 'png' | 'jpeg'}`,
    bytes,
    name: hash('sha256', bytes, 'base64url').slice(0, 22),
  }
}
