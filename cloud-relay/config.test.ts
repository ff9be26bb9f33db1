import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'
import { STRIPE_ADDRESS } from './gateways/stripe/stripe-config.ts'

const ENV = {
  FLORIN_DATA: 'data',
  FLORIN_SETUP_TOKEN: 'sixteen letters!',
  FLORIN_SECRET: Buffer.alloc(32, 1).toString('base64'),
}

test('what is not set has its default', () => {
  expect(readConfig(ENV)).toEqual({
    host: '127.0.0.1',
    port: 8787,
    publicUrl: null,
    database: { kind: 'sqlite', folder: 'data' },
    setupToken: 'sixteen letters!',
    secret: new Uint8Array(32).fill(1),
    smtpUrl: null,
    mailDomain: '',
    dkim: null,
    bounceMaildir: null,
    bounceMailbox: null,
    mailHookSecrets: [],
    sandbox: null,
    trustedProxies: [],
    backupFolder: null,
    accountKeys: [],
    platform: null,
    stripe: STRIPE_ADDRESS,
  })
})

test('the platform’s keys are of one mode, with the secret of its endpoint', () => {
  const FLORIN_STRIPE_PLATFORM = 'sk_live_abc, pk_live_abc, whsec_one, whsec_two'
  expect(readConfig({ ...ENV, FLORIN_STRIPE_PLATFORM }).platform).toEqual({
    secretKey: 'sk_live_abc',
    publishableKey: 'pk_live_abc',
    webhookSecrets: ['whsec_one', 'whsec_two'],
  })
  for (const wrong of [
    'sk_live_abc,pk_live_abc',
    'sk_live_abc,pk_test_abc,whsec_one',
    'pk_live_abc,sk_live_abc,x',
  ]) {
    expect(() => readConfig({ ...ENV, FLORIN_STRIPE_PLATFORM: wrong })).toThrow(
      'FLORIN_STRIPE_PLATFORM must be',
    )
  }
})

test('the key ring is read in its order, and a key of another length is refused', () => {
  const key = Buffer.alloc(32, 5).toString('base64')
  const { accountKeys } = readConfig({ ...ENV, FLORIN_ACCOUNT_KEYS: `new:${key}, old:${key}` })
  expect(accountKeys.map(each => each.id)).toEqual(['new', 'old'])
  expect(accountKeys[0]!.key).toEqual(new Uint8Array(32).fill(5))
  for (const wrong of ['new', 'new:c2hvcnQ=', `a:${key},a:${key}`]) {
    expect(() => readConfig({ ...ENV, FLORIN_ACCOUNT_KEYS: wrong })).toThrow('FLORIN_ACCOUNT_KEYS must be')
  }
})

test('another server that speaks Stripe’s API is taken by its address', () => {
  expect(readConfig({ ...ENV, FLORIN_STRIPE_URL: 'http://127.0.0.1:4242' }).stripe).toEqual({
    protocol: 'http',
    host: '127.0.0.1',
    port: 4242,
    script: 'http://127.0.0.1:4242/v3/stripe.js',
  })
})

test('the sandbox gateway lives where the relay does', () => {
  expect(readConfig({ ...ENV, FLORIN_SANDBOX_PORT: '8788' }).sandbox).toEqual({
    port: 8788,
    publicUrl: null,
    folder: 'data',
  })
})

test('everything can be set', () => {
  const config = readConfig({
    FLORIN_SETUP_TOKEN: ENV.FLORIN_SETUP_TOKEN,
    FLORIN_SECRET: ENV.FLORIN_SECRET,
    FLORIN_RELAY_HOST: '0.0.0.0',
    FLORIN_RELAY_PORT: '0',
    FLORIN_PUBLIC_URL: 'https://pay.aalsmeer.example/',
    DATABASE_URL: 'postgres://florin@db/florin',
    SMTP_URL: 'smtps://mail.example',
    FLORIN_MAIL_DOMAIN: 'mail.aalsmeer.example',
    FLORIN_SANDBOX_PORT: '8788',
    FLORIN_SANDBOX_URL: 'https://sandbox.aalsmeer.example',
    FLORIN_SANDBOX_DATA: 'sandbox',
    FLORIN_TRUSTED_PROXY: '10.0.0.1, 10.0.0.2',
  })
  expect(config).toMatchObject({
    host: '0.0.0.0',
    port: 0,
    publicUrl: 'https://pay.aalsmeer.example',
    database: { kind: 'postgres', url: 'postgres://florin@db/florin' },
    smtpUrl: 'smtps://mail.example',
    mailDomain: 'mail.aalsmeer.example',
    sandbox: { port: 8788, publicUrl: 'https://sandbox.aalsmeer.example', folder: 'sandbox' },
    trustedProxies: ['10.0.0.1', '10.0.0.2'],
  })
})

test.each([
  [{ FLORIN_SETUP_TOKEN: undefined }, 'FLORIN_SETUP_TOKEN is not set.'],
  [{ FLORIN_SETUP_TOKEN: 'short' }, 'FLORIN_SETUP_TOKEN must have at least 16 characters.'],
  [{ FLORIN_SECRET: undefined }, 'FLORIN_SECRET is not set.'],
  [{ FLORIN_SECRET: 'c2hvcnQ=' }, 'FLORIN_SECRET must be base64 of at least 32 bytes.'],
  [{ FLORIN_DATA: undefined }, 'Exactly one of FLORIN_DATA and DATABASE_URL must be set.'],
  [{ DATABASE_URL: 'postgres://db' }, 'Exactly one of FLORIN_DATA and DATABASE_URL must be set.'],
  [{ FLORIN_DATA: undefined, DATABASE_URL: 'mysql://db' }, 'DATABASE_URL must begin with postgres://.'],
  [{ FLORIN_RELAY_PORT: '65536' }, 'FLORIN_RELAY_PORT must be a port number.'],
  [{ FLORIN_RELAY_PORT: 'http' }, 'FLORIN_RELAY_PORT must be a port number.'],
  [{ FLORIN_PUBLIC_URL: 'pay.example' }, 'FLORIN_PUBLIC_URL must be an http or https address.'],
  [{ FLORIN_PUBLIC_URL: 'ftp://pay.example' }, 'FLORIN_PUBLIC_URL must be an http or https address.'],
  [{ FLORIN_PUBLIC_URL: 'http://pay.example' }, 'FLORIN_PUBLIC_URL must be https, unless it is on loopback.'],
  [{ FLORIN_SANDBOX_URL: 'http://1.2.3.4' }, 'FLORIN_SANDBOX_URL must be https, unless it is on loopback.'],
  [{ SMTP_URL: 'mail.example' }, 'SMTP_URL must begin with smtp:// or smtps://.'],
  [{ SMTP_URL: 'smtp://mail.example' }, 'FLORIN_MAIL_DOMAIN must be set where SMTP_URL is.'],
  [
    { FLORIN_DATA: undefined, DATABASE_URL: 'postgres://db', FLORIN_SANDBOX_PORT: '1' },
    'FLORIN_SANDBOX_DATA must be set where FLORIN_SANDBOX_PORT and DATABASE_URL are.',
  ],
  [{ FLORIN_MAIL_DOMAIN: 'no domain' }, 'FLORIN_MAIL_DOMAIN must be a domain name.'],
])('%j is told in one sentence', (change, sentence) => {
  expect(() => readConfig({ ...ENV, ...change })).toThrow(new ConfigError(sentence))
})

test.each(['http://127.0.0.1:8787', 'http://localhost:8787', 'http://[::1]:8787'])(
  '%s is safe',
  publicUrl => {
    expect(readConfig({ ...ENV, FLORIN_PUBLIC_URL: publicUrl }).publicUrl).toBe(publicUrl)
  },
)

test('mail is signed, its bounces read and its provider heard where that is set', () => {
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()
  const config = readConfig({
    ...ENV,
    FLORIN_DKIM_SELECTOR: 'florin',
    FLORIN_DKIM_KEY: key,
    FLORIN_BOUNCE_MAILDIR: '/var/mail/bounce',
    FLORIN_MAIL_HOOK_SECRET: 'the-new-secret-of-it, the-old-secret-of-it',
  })
  expect(config).toMatchObject({
    dkim: { selector: 'florin', privateKey: key },
    bounceMaildir: '/var/mail/bounce',
    bounceMailbox: null,
    mailHookSecrets: ['the-new-secret-of-it', 'the-old-secret-of-it'],
  })
})

test.each([
  [{ FLORIN_DKIM_SELECTOR: 'florin' }, 'FLORIN_DKIM_SELECTOR and FLORIN_DKIM_KEY must be set together.'],
  [
    { FLORIN_DKIM_SELECTOR: 'florin', FLORIN_DKIM_KEY: 'no key' },
    'FLORIN_DKIM_KEY must be a private RSA key of at least 2048 bits.',
  ],
  [
    { FLORIN_BOUNCE_IMAP: 'https://me:secret@imap.example' },
    'FLORIN_BOUNCE_IMAP must be like imaps://USER:PASSWORD@HOST/FOLDER.',
  ],
  [
    { FLORIN_BOUNCE_IMAP: 'imaps://imap.example' },
    'FLORIN_BOUNCE_IMAP must be like imaps://USER:PASSWORD@HOST/FOLDER.',
  ],
  [
    { FLORIN_BOUNCE_IMAP: 'imaps://me:secret@imap.example/Done', FLORIN_BOUNCE_IMAP_MOVE_TO: 'Done' },
    'FLORIN_BOUNCE_IMAP_MOVE_TO must be another folder than the one that is read.',
  ],
  [{ FLORIN_MAIL_HOOK_SECRET: 'short' }, 'FLORIN_MAIL_HOOK_SECRET must have at least 16 characters.'],
])('%j is refused', (settings, message) => {
  expect(() => readConfig({ ...ENV, ...settings })).toThrow(message)
})

test.each([
  [
    'imaps://bounce%40mail.example:p%3A%2Fss@imap.example',
    { host: 'imap.example', port: 993, isSecure: true, isLoopback: false, user: 'bounce@mail.example' },
    { password: 'p:/ss', folder: 'INBOX' },
  ],
  [
    'imap://me:x@[::1]:1143/Bounces%2FNew',
    { host: '::1', port: 1143, isSecure: false, isLoopback: true, user: 'me' },
    { password: 'x', folder: 'Bounces/New' },
  ],
])('the mailbox %s is read', (address, server, rest) => {
  const config = readConfig({ ...ENV, FLORIN_BOUNCE_IMAP: address, FLORIN_BOUNCE_IMAP_MOVE_TO: 'Done' })
  expect(config.bounceMailbox).toEqual({ ...server, ...rest, moveTo: 'Done' })
})
