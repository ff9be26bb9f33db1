import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'

/** The port is already used by another process. */
export class PortTakenError extends Error {
  override name = 'PortTakenError'
}

/** A listening server. */
export interface Listener {
  /** Where it listens, such as `http://127.0.0.1:8787`. */
  url: string
  /** Takes no new connection, lets requests finish, and cuts off what is left after `graceMs`. */
  close(graceMs: number): Promise<void>
}

/** Slow senders hold no connection longer than this, in milliseconds. */
const HEADERS_TIMEOUT = 10_000
const REQUEST_TIMEOUT = 120_000

/** Serves requests on host and port (0: a free one). Throws {@link PortTakenError}. */
export async function listen(
  host: string,
  port: number,
  fetch: (request: Request, bindings: HttpBindings) => Response | Promise<Response>,
): Promise<Listener> {
  const server = createAdaptorServer({
    fetch: (request, bindings) => fetch(request, bindings as HttpBindings),
    serverOptions: { headersTimeout: HEADERS_TIMEOUT, requestTimeout: REQUEST_TIMEOUT },
  }) as Server
  await new Promise<void>((resolve, reject) => {
    server.once('error', error => {
      const taken = 'code' in error && error.code === 'EADDRINUSE'
      reject(taken ? new PortTakenError(`Port ${port} on ${host} is taken by another process.`) : error)
    })
    server.listen(port, host, resolve)
  })
  const { port: actual } = server.address() as AddressInfo
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`,
    async close(graceMs) {
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      server.closeIdleConnections()
      // Connections that were busy go idle when their answer is out; nobody asks them to close but us.
      const sweep = setInterval(() => server.closeIdleConnections(), 50)
      const cut = setTimeout(() => server.closeAllConnections(), graceMs)
      await closed
      clearInterval(sweep)
      clearTimeout(cut)
    },
  }
}
