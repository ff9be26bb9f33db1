import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import {
  createSandboxGateway,
  type SandboxGateway,
  type SandboxGatewayOptions,
} from './create-sandbox-gateway.ts'

export type ListeningSandbox = SandboxGateway & {
  /** Where it listens, `http://127.0.0.1:PORT`. */
  baseUrl: string
  publicOrigin: string
}

/**
 * Serves a sandbox gateway on a loopback port of its own (0: a free one) and rejects when the port is taken.
 * Without `publicOrigin` browsers are told the address it listens on. `stop` closes the server too.
 */
export async function listenSandbox(
  options: Omit<SandboxGatewayOptions, 'publicOrigin'> & { port: number; publicOrigin?: string },
): Promise<ListeningSandbox> {
  let gateway: SandboxGateway | null = null
  const server = createAdaptorServer({
    fetch: (request, bindings) =>
      gateway?.app.fetch(request, bindings) ?? new Response(null, { status: 503 }),
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const publicOrigin = options.publicOrigin ?? baseUrl
  try {
    gateway = createSandboxGateway({ ...options, publicOrigin })
  } catch (error) {
    server.close()
    throw error
  }
  const { stop } = gateway

  return {
    ...gateway,
    baseUrl,
    publicOrigin,
    async stop() {
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      await stop()
      if ('closeAllConnections' in server) server.closeAllConnections()
      await closed
    },
  }
}
