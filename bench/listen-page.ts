import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'

/** Serves what answers requests on a free loopback port, as the relay does. */
export async function listenPage(
  fetch: (request: Request) => Response | Promise<Response>,
): Promise<{ port: number; close(): Promise<void> }> {
  const server = createAdaptorServer({ fetch })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise(done => {
        server.close(() => done())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}
