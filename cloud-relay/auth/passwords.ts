import { hash, verify } from '@node-rs/argon2'

/** Argon2id with the memory and passes OWASP asks for: 19 MiB, 2, 1. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** What the database keeps of a password. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, ARGON2ID)
}

let decoy: Promise<string> | null = null

/** True when the password fits. Without a hash it takes as long and is false, so that logins can't be told apart. */
export async function passwordFits(password: string, stored: string | null): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password')
  const fits = await verify(stored ?? (await decoy), password)
  return fits && stored !== null
}
