import pino, { type DestinationStream, type Logger } from 'pino'

const SECRETS = [
  'authorization',
  'cookie',
  'password',
  'token',
  'accessToken',
  'refreshToken',
  'userToken',
  'secret',
]

/** The address of a payment link, or of the way to an account at Stripe, wherever in a line it stands: what comes after the company's key opens it. */
const LINK = /(\/(?:l|connect)\/[A-Za-z0-9]+\/)[A-Za-z0-9_-]+/g

/** The relay's log. Fields that hold secrets, and the secret part of links in any text, are left out of its lines. */
export function createLog(destination: DestinationStream): Logger {
  return pino(
    {
      redact: { paths: SECRETS.flatMap(name => [name, `*.${name}`, `*.*.${name}`]), censor: '…' },
      hooks: { streamWrite: line => line.replace(LINK, '$1…') },
    },
    destination,
  )
}
