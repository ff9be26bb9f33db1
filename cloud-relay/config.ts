import { z } from 'zod'
import { isSafeOrigin } from '../shared/lib/safe-origin.ts'
import type { RingKey } from './auth/key-ring.ts'
import { STRIPE_ADDRESS, type StripeAddress } from './gateways/stripe/stripe-config.ts'
import type { PlatformKeys } from './gateways/stripe/stripe-platform.ts'
import { type ImapSetting, readImapSetting } from './mail/bounces/imap-setting.ts'
import { type DkimKey, readDkimKey } from './mail/dkim-key.ts'

/** The relay's settings, as read from the environment. */
export interface Config {
  host: string
  port: number
  /** Where customers reach the relay, without a slash at the end; null: where it listens. */
  publicUrl: string | null
  database: { kind: 'sqlite'; folder: string } | { kind: 'postgres'; url: string }
  setupToken: string
  secret: Uint8Array
  smtpUrl: string | null
  mailDomain: string
  /** Signs mails; null where the mail server does that. */
  dkim: DkimKey | null
  /** The maildir that bounces come to; null: nobody reads them. */
  bounceMaildir: string | null
  /** The IMAP mailbox that bounces come to; null: nobody reads one. */
  bounceMailbox: ImapSetting | null
  /** What a mail provider signs its reports with, two while one is being replaced; empty: it may post none. */
  mailHookSecrets: string[]
  /** The sandbox gateway's own port and folder; null: no sandbox. */
  sandbox: { port: number; publicUrl: string | null; folder: string } | null
  trustedProxies: string[]
  /** What companies' keys at gateways are sealed with, the current one first; empty: none are kept. */
  accountKeys: RingKey[]
  /** Where Stripe is reached. */
  stripe: StripeAddress
  /** The operator's platform at Stripe; null for none. */
  platform: PlatformKeys | null
  /** Where a backup is put every day; null: nowhere. */
  backupFolder: string | null
}

/** A setting is missing or wrong. The message is one sentence that names it. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number')
  .transform(Number)
  .refine(value => value <= 65_535, 'must be a port number')

const publicUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .refine(value => URL.canParse(value) && isSafeOrigin(value), 'must be https, unless it is on loopback')
  .transform(value => value.replace(/\/+$/, ''))

const SETTINGS = {
  FLORIN_RELAY_HOST: z.string().default('127.0.0.1'),
  FLORIN_RELAY_PORT: port.default(8787),
  FLORIN_PUBLIC_URL: publicUrl.optional(),
  FLORIN_DATA: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  FLORIN_SETUP_TOKEN: z.string().min(16, 'must have at least 16 characters').max(200),
  FLORIN_SECRET: z
    .string()
    .transform(value => Uint8Array.from(Buffer.from(value, 'base64')))
    .refine(bytes => bytes.length >= 32, 'must be base64 of at least 32 bytes'),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .optional(),
  FLORIN_MAIL_DOMAIN: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'must be a domain name')
    .optional(),
  FLORIN_DKIM_SELECTOR: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/i, 'must be a DKIM selector')
    .optional(),
  /** The RSA key of the selector: PEM, or base64 of it. */
  FLORIN_DKIM_KEY: z.string().optional(),
  /** A maildir that the mail server delivers `bounce+…` of the mail domain to. */
  FLORIN_BOUNCE_MAILDIR: z.string().optional(),
  /** An IMAP mailbox instead, `imaps://USER:PASSWORD@HOST/FOLDER`, for bounces alone. */
  FLORIN_BOUNCE_IMAP: z.string().optional(),
  /** The folder that messages go to once they were understood; without it they stay, seen. */
  FLORIN_BOUNCE_IMAP_MOVE_TO: z.string().optional(),
  FLORIN_MAIL_HOOK_SECRET: z
    .string()
    .transform(value => value.split(/[\s,]+/).filter(secret => secret !== ''))
    .refine(secrets => secrets.every(secret => secret.length >= 16), 'must have at least 16 characters')
    .optional(),
  FLORIN_SANDBOX_PORT: port.optional(),
  FLORIN_SANDBOX_URL: publicUrl.optional(),
  /** Where the sandbox gateway keeps its accounts; with FLORIN_DATA it is there. */
  FLORIN_SANDBOX_DATA: z.string().optional(),
  FLORIN_TRUSTED_PROXY: z.string().optional(),
  /** `NAME:BASE64` of 32 bytes, the key that seals now first; those before it stay until `rotate-keys` has run. */
  FLORIN_ACCOUNT_KEYS: z
    .string()
    .transform(value =>
      value.split(',').map(each => {
        const [id = '', text = ''] = each.trim().split(':')
        return { id, key: Uint8Array.from(Buffer.from(text, 'base64')) }
      }),
    )
    .refine(
      keys =>
        keys.every(({ id, key }) => /^[A-Za-z0-9_-]{1,40}$/.test(id) && key.length === 32) &&
        new Set(keys.map(each => each.id)).size === keys.length,
      'must be NAME:BASE64 of 32 bytes, or several with commas between',
    )
    .optional(),
  /** Another server that speaks Stripe's API; it serves the script of the Payment Element at `/v3/stripe.js`. */
  FLORIN_STRIPE_URL: publicUrl.optional(),
  /** The operator's platform at Stripe: its secret key, publishable key, and the secret of its endpoint for connected accounts. */
  FLORIN_STRIPE_PLATFORM: z
    .string()
    .transform(value => value.split(',').map(each => each.trim()))
    .refine(([secret = '', publishable = '', ...hooks]) => {
      const [, mode] = /^(?:sk|rk)_(test|live)_\w{3,}$/.exec(secret) ?? []
      return publishable.startsWith(`pk_${mode}_`) && hooks.length > 0 && hooks.every(isHookSecret)
    }, 'must be SECRET_KEY,PUBLISHABLE_KEY,WEBHOOK_SECRET of one mode')
    .transform(([secretKey = '', publishableKey = '', ...webhookSecrets]) => ({
      secretKey,
      publishableKey,
      webhookSecrets,
    }))
    .optional(),
  /** A folder for a backup a day; of several nodes on one database, one has it. */
  FLORIN_BACKUP_DIR: z.string().optional(),
}

type Settings = { [K in keyof typeof SETTINGS]: z.output<(typeof SETTINGS)[K]> }

/** Both databases of a move, or the one that a backup or a restore is about. */
export function readDatabases(env: Readonly<Record<string, string | undefined>>): {
  folder: string | null
  url: string | null
} {
  const url = SETTINGS.DATABASE_URL.safeParse(env.DATABASE_URL || undefined)
  if (!url.success) throw new ConfigError(`DATABASE_URL ${url.error.issues[0]?.message}.`)
  return { folder: env.FLORIN_DATA || null, url: url.data ?? null }
}

/** The key ring alone, for the command that seals anew. Throws {@link ConfigError} where it is missing or wrong. */
export function readAccountKeys(env: Readonly<Record<string, string | undefined>>): [RingKey, ...RingKey[]] {
  const keys = SETTINGS.FLORIN_ACCOUNT_KEYS.safeParse(env.FLORIN_ACCOUNT_KEYS || undefined)
  if (!keys.success) throw new ConfigError(`FLORIN_ACCOUNT_KEYS ${keys.error.issues[0]?.message}.`)
  const [first, ...rest] = keys.data ?? []
  if (first === undefined) throw new ConfigError('FLORIN_ACCOUNT_KEYS is not set.')
  return [first, ...rest]
}

function stripeAt(address: string): StripeAddress {
  const url = new URL(address)
  const protocol = url.protocol === 'http:' ? ('http' as const) : ('https' as const)
  const port = url.port === '' ? (protocol === 'http' ? 80 : 443) : Number(url.port)
  return { protocol, host: url.hostname, port, script: `${url.origin}/v3/stripe.js` }
}

/** Reads and checks every setting. Throws {@link ConfigError} for the first that is missing or wrong. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const settings = Object.fromEntries(
    Object.entries(SETTINGS).map(([name, schema]) => {
      const value = env[name]
      const parsed = schema.safeParse(value === '' ? undefined : value)
      if (parsed.success) return [name, parsed.data]
      const missing = value === undefined || value === ''
      throw new ConfigError(`${name} ${missing ? 'is not set' : parsed.error.issues[0]?.message}.`)
    }),
  ) as Settings
  if ((settings.FLORIN_DATA === undefined) === (settings.DATABASE_URL === undefined)) {
    throw new ConfigError('Exactly one of FLORIN_DATA and DATABASE_URL must be set.')
  }
  if (settings.SMTP_URL !== undefined && settings.FLORIN_MAIL_DOMAIN === undefined) {
    throw new ConfigError('FLORIN_MAIL_DOMAIN must be set where SMTP_URL is.')
  }
  if ((settings.FLORIN_DKIM_KEY === undefined) !== (settings.FLORIN_DKIM_SELECTOR === undefined)) {
    throw new ConfigError('FLORIN_DKIM_SELECTOR and FLORIN_DKIM_KEY must be set together.')
  }
  const sandboxFolder = settings.FLORIN_SANDBOX_DATA ?? settings.FLORIN_DATA
  if (settings.FLORIN_SANDBOX_PORT !== undefined && sandboxFolder === undefined) {
    throw new ConfigError('FLORIN_SANDBOX_DATA must be set where FLORIN_SANDBOX_PORT and DATABASE_URL are.')
  }
  return {
    host: settings.FLORIN_RELAY_HOST,
    port: settings.FLORIN_RELAY_PORT,
    publicUrl: settings.FLORIN_PUBLIC_URL ?? null,
    database:
      settings.DATABASE_URL === undefined
        ? { kind: 'sqlite', folder: settings.FLORIN_DATA! }
        : { kind: 'postgres', url: settings.DATABASE_URL },
    setupToken: settings.FLORIN_SETUP_TOKEN,
    secret: settings.FLORIN_SECRET,
    smtpUrl: settings.SMTP_URL ?? null,
    mailDomain: settings.FLORIN_MAIL_DOMAIN ?? '',
    dkim: dkimOf(settings),
    bounceMaildir: settings.FLORIN_BOUNCE_MAILDIR ?? null,
    bounceMailbox: mailboxOf(settings),
    mailHookSecrets: settings.FLORIN_MAIL_HOOK_SECRET ?? [],
    sandbox:
      settings.FLORIN_SANDBOX_PORT === undefined || sandboxFolder === undefined
        ? null
        : {
            port: settings.FLORIN_SANDBOX_PORT,
            publicUrl: settings.FLORIN_SANDBOX_URL ?? null,
            folder: sandboxFolder,
          },
    trustedProxies: (settings.FLORIN_TRUSTED_PROXY ?? '')
      .split(',')
      .map(address => address.trim())
      .filter(address => address !== ''),
    backupFolder: settings.FLORIN_BACKUP_DIR ?? null,
    accountKeys: settings.FLORIN_ACCOUNT_KEYS ?? [],
    platform: settings.FLORIN_STRIPE_PLATFORM ?? null,
    stripe: settings.FLORIN_STRIPE_URL === undefined ? STRIPE_ADDRESS : stripeAt(settings.FLORIN_STRIPE_URL),
  }
}

function isHookSecret(text: string): boolean {
  return /^whsec_\w{3,}$/.test(text)
}

function dkimOf({ FLORIN_DKIM_SELECTOR: selector, FLORIN_DKIM_KEY: key }: Settings): DkimKey | null {
  if (selector === undefined || key === undefined) return null
  const read = readDkimKey(selector, key)
  if (read === null) throw new ConfigError('FLORIN_DKIM_KEY must be a private RSA key of at least 2048 bits.')
  return read
}

function mailboxOf(settings: Settings): ImapSetting | null {
  const { FLORIN_BOUNCE_IMAP: address, FLORIN_BOUNCE_IMAP_MOVE_TO: moveTo = null } = settings
  if (address === undefined) return null
  const mailbox = readImapSetting(address, moveTo)
  if (mailbox === null)
    throw new ConfigError('FLORIN_BOUNCE_IMAP must be like imaps://USER:PASSWORD@HOST/FOLDER.')
  if (mailbox.moveTo === mailbox.folder)
    throw new ConfigError('FLORIN_BOUNCE_IMAP_MOVE_TO must be another folder than the one that is read.')
  return mailbox
}
