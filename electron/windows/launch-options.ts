import { parseArgs } from 'node:util'

/** What a start says on its command line. */
export interface LaunchOptions {
  /** The profile's folder; null for the one of this user. */
  profile: string | null
  /** The relay that the first start offers; empty for none. */
  relay: string
  /** A one-time code with which a new profile joins a company at once; null for none. */
  join: string | null
}

/** Reads `--profile DIR`, `--relay URL` and `--join CODE`; switches of Chromium and anything else pass by. */
export function readLaunchOptions(args: string[]): LaunchOptions {
  const { values } = parseArgs({
    args,
    strict: false,
    options: { profile: { type: 'string' }, relay: { type: 'string' }, join: { type: 'string' } },
  })
  return { profile: textOf(values.profile), relay: textOf(values.relay) ?? '', join: textOf(values.join) }
}

function textOf(value: string | boolean | undefined): string | null {
  return typeof value === 'string' && value !== '' && !value.startsWith('--') ? value : null
}
