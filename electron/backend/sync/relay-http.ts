import type { Readable } from 'node:stream'
import axios, { type AxiosInstance, isAxiosError } from 'axios'
import { createParser } from 'eventsource-parser'
import { headEvent } from '../../../shared/protocol/sync.ts'
import { type RelayHttp, RelayUnreachable } from '../ports.ts'

const TIMEOUT_MS = 30_000
/** The relay sends a heartbeat every 15 s; a connection silent for three of them is gone. */
const SILENCE_MS = 50_000

/** The relay over HTTP. Retrying is the sync loop's: it knows what may be asked again. */
export function relayHttp(url: string): RelayHttp {
  const client = axios.create({
    baseURL: url.replace(/\/+$/, ''),
    timeout: TIMEOUT_MS,
    maxRedirects: 0,
    validateStatus: () => true,
    headers: { accept: 'application/json' },
    responseType: 'text',
    transformResponse: text => text as string,
  })
  return {
    async request({ method, path, body, accessToken, userToken, signal }) {
      try {
        const answer = await client.request({
          method,
          url: path,
          data: body,
          headers: headersOf(accessToken, userToken),
          ...(signal ? { signal } : {}),
        })
        const text = String(answer.data ?? '')
        return { status: answer.status, body: parseJson(text), text }
      } catch (error) {
        throw new RelayUnreachable(reasonOf(error))
      }
    },
    heads: ({ path, accessToken, signal }) => heads(client, path, accessToken, signal),
  }
}

async function* heads(
  client: AxiosInstance,
  path: string,
  accessToken: string,
  signal: AbortSignal,
): AsyncGenerator<number> {
  let stream: Readable
  try {
    const headers = { ...headersOf(accessToken), accept: 'text/event-stream' }
    const answer = await client.get(path, { responseType: 'stream', headers, signal, timeout: 0 })
    stream = answer.data as Readable
    if (answer.status !== 200) {
      stream.destroy()
      throw new RelayUnreachable(`events answered ${answer.status}`)
    }
  } catch (error) {
    throw error instanceof RelayUnreachable ? error : new RelayUnreachable(reasonOf(error))
  }
  const found: number[] = []
  const parser = createParser({
    onEvent(event) {
      const parsed = headEvent.safeParse(parseJson(event.data))
      if (parsed.success) found.push(parsed.data.head)
    },
  })
  let silence = setTimeout(() => stream.destroy(), SILENCE_MS)
  try {
    for await (const chunk of stream.setEncoding('utf8')) {
      clearTimeout(silence)
      silence = setTimeout(() => stream.destroy(), SILENCE_MS)
      parser.feed(chunk as string)
      while (found.length > 0) yield found.shift()!
    }
  } catch (error) {
    throw new RelayUnreachable(reasonOf(error))
  } finally {
    clearTimeout(silence)
    stream.destroy()
  }
}

function headersOf(accessToken?: string, userToken?: string): Record<string, string> {
  return {
    ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
    ...(userToken ? { 'x-florin-user': userToken } : {}),
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function reasonOf(error: unknown): string {
  if (isAxiosError(error)) return error.code ?? error.message
  return error instanceof Error ? error.message : 'unknown'
}
