import { readFileSync } from 'node:fs'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { parseArgs } from 'node:util'
import { MailDev } from 'maildev'

/** The development inbox as a process of its own: `--smtp PORT --web PORT --mail DIR`. Prints one JSON line `{inbox}`. */
const { values } = parseArgs({
  options: { smtp: { type: 'string' }, web: { type: 'string' }, mail: { type: 'string' } },
})
const web = Number(values.web)
const hosts = [`127.0.0.1:${web}`, `localhost:${web}`]
// Its page asks for an icon that its package lacks.
const ICON_PATH = '/maildev-icon.svg'
const ICON = readFileSync(new URL('../../resources/icons/icon.svg', import.meta.url))
const origins = hosts.map(host => `http://${host}`)
const inbox = new MailDev({
  smtp: Number(values.smtp),
  web,
  ip: '127.0.0.1',
  webIp: '127.0.0.1',
  ...(values.mail === undefined ? {} : { mailDirectory: values.mail }),
})
const { api } = await inbox.start()
if (api !== undefined) guard(api.server.server)
console.log(JSON.stringify({ inbox: origins[0] }))
process.on('SIGTERM', stop)
process.on('SIGINT', stop)

async function stop() {
  await inbox.stop()
  process.exit(0)
}

/** maildev answers every host and lets pages of any origin read mail; a payment link is nobody else's to read. */
function guard(server: Server) {
  const requests = server.listeners('request')
  const upgrades = server.listeners('upgrade')
  server.removeAllListeners('request')
  server.removeAllListeners('upgrade')
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!isOurs(request)) response.writeHead(403).end()
    else if (request.url === ICON_PATH) response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(ICON)
    else for (const listener of requests) listener.call(server, request, response)
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (isOurs(request)) for (const listener of upgrades) listener.call(server, request, socket, head)
    else socket.destroy()
  })
}

function isOurs({ headers }: IncomingMessage): boolean {
  const { host = '', origin } = headers
  return hosts.includes(host) && (origin === undefined || origins.includes(origin))
}
