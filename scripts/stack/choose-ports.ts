import { connect, createServer } from 'node:net'

export type Ports = { relay: number; gateway: number; inbox: number; smtp: number; app: number }

const preferred: Ports = { relay: 8787, gateway: 8788, inbox: 1080, smtp: 1025, app: 5173 }

/** Chooses a free loopback port for each service: the remembered or preferred one, else the next that is free. */
export async function choosePorts(remembered: Partial<Ports>): Promise<Ports> {
  const wanted = { ...preferred, ...remembered }
  const chosen = new Set<number>()
  const choose = async (first: number) => {
    const port = await nextFree(first, chosen)
    chosen.add(port)
    return port
  }
  return {
    relay: await choose(wanted.relay),
    gateway: await choose(wanted.gateway),
    inbox: await choose(wanted.inbox),
    smtp: await choose(wanted.smtp),
    app: await choose(wanted.app),
  }
}

async function nextFree(first: number, chosen: Set<number>): Promise<number> {
  for (let port = first; port < first + 200 && port <= 65_535; port++) {
    if (!chosen.has(port) && (await isFree(port))) return port
  }
  throw new Error(`No free port was found from ${first} upwards.`)
}

/** Both asked, because some systems let a second server bind a loopback port whose wildcard is taken. */
async function isFree(port: number): Promise<boolean> {
  return (await canListen(port)) && !(await answers(port))
}

function canListen(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)))
  })
}

function answers(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ port, host: '127.0.0.1' })
    const finish = (isAnswered: boolean) => {
      socket.destroy()
      resolve(isAnswered)
    }
    socket.once('connect', () => finish(true))
    socket.once('error', () => finish(false))
  })
}
