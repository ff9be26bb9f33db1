import { expect, test } from 'vitest'
import { cleanEnvironment, relayEnvironment } from './stack-env.ts'

test('settings exported for another relay do not reach the demo', () => {
  const environment = {
    PATH: '/bin',
    DATABASE_URL: 'postgres://live',
    SMTP_URL: 'smtp://live',
    FLORIN_SECRET: 'live',
  }
  expect(cleanEnvironment(environment)).toEqual({ PATH: '/bin' })
})

test('the relay binds to loopback and mails to the inbox', () => {
  const ports = { relay: 1, gateway: 2, inbox: 3, smtp: 4, app: 5 }
  const environment = relayEnvironment('demo', ports, { setupToken: 't', relaySecret: 's' })
  expect(environment).toMatchObject({
    FLORIN_RELAY_HOST: '127.0.0.1',
    FLORIN_PUBLIC_URL: 'http://127.0.0.1:1',
    FLORIN_SANDBOX_PORT: '2',
    SMTP_URL: 'smtp://127.0.0.1:4',
  })
})
