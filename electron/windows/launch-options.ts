import { parseArgs } from 'node:util'

/** What a start says on its command line. */
export interface LaunchOptions {
  /** The profile's folder; null for the one of this user. */
  profile: string | null
  /** The relay that the first start offers; empty for none. */
  relay: string
}

/** Reads `--profile DIR` and `--relay URL`; switches of Chromium and anything else pass by. */
export function readLaunchOptions(args: string[]): LaunchOptions {
  const { values } = parseArgs({
    args,
    strict: false,
    options: { profile: { type: 'string' }, relay: { type: 'string' } },
  })
  return { profile: textOf(values.profile), relay: textOf(values.relay) ?? '' }
}

function textOf(value: string | boolean | undefined): string | null {
  return typeof value === 'string' && value !== '' && !value.startsWith('--') ? value : null
}
