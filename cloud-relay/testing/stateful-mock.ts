import { createServer, type RequestListener } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'

/** The public stand-in `stripe-stateful-mock`, listening on loopback. It plays an API of 2020, charges and refunds above all. */
export async function startStatefulMock(): Promise<{ host: string; port: number; stop(): Promise<void> }> {
  const require = createRequire(import.meta.url)
  const { createExpressApp } = require('stripe-stateful-mock') as { createExpressApp(): RequestListener }
  const server = createServer(createExpressApp())
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
