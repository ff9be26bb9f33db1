import type { Random } from '../../shared/lib/ids.ts'
import { hashSecret, readableCode } from './secret-text.ts'

/** How long an unused code is good, in milliseconds. */
export const ENROLMENT_CODE_LASTS = 3_600_000

const SECRET_LENGTH = 12
const GROUP = 4

/** A new code, such as `KX4WQ2M7-ABCD-EFGH-JKMN`: the company's key, and about 59 random bits to type. */
export function newEnrolmentCode(companyKey: string, random: Random): { code: string; hash: string } {
  const secret = readableCode(random, SECRET_LENGTH)
  const groups = Array.from({ length: SECRET_LENGTH / GROUP }, (_, at) =>
    secret.slice(at * GROUP, (at + 1) * GROUP),
  )
  return { code: [companyKey, ...groups].join('-'), hash: hashSecret(secret) }
}

/** The company's key and the hash to look for; case, spaces and dashes don't matter. */
export function readEnrolmentCode(code: string): { companyKey: string; hash: string } {
  const letters = code.toUpperCase().replace(/[^0-9A-Z]/g, '')
  return {
    companyKey: letters.slice(0, Math.max(0, letters.length - SECRET_LENGTH)),
    hash: hashSecret(letters.slice(-SECRET_LENGTH)),
  }
}
