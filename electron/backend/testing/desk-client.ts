import { once } from 'node:events'
import { WebSocket } from 'ws'
import { assert } from '../../../shared/lib/assert.ts'
import type { Answers, AskInput, AskName, DeskAnswer, DeskEvent } from '../../../shared/protocol/desk.ts'

/** A script's way to a backend: asks over its WebSocket as the README shows. */
export async function connectDesk(app: { url: string; token: string }) {
  const socket = new WebSocket(`${app.url.replace('http', 'ws')}/desk?token=${app.token}`)
  const waiting = new Map<number, (answer: DeskAnswer) => void>()
  const events: DeskEvent[] = []
  let lastId = 0
  socket.on('message', raw => {
    const message = JSON.parse(String(raw)) as DeskAnswer | DeskEvent
    if ('event' in message) events.push(message)
    else {
      waiting.get(message.id)?.(message)
      waiting.delete(message.id)
    }
  })
  await once(socket, 'open')

  function answer<N extends AskName>(ask: N, input: AskInput<N>): Promise<DeskAnswer> {
    const id = ++lastId
    return new Promise(resolve => {
      waiting.set(id, resolve)
      socket.send(JSON.stringify({ id, ask, input }))
    })
  }

  return {
    events,
    socket,
    /** The answer whole: value, refusal or fault. */
    answer,
    /** The value; throws what was refused or went wrong. */
    async ask<N extends AskName>(name: N, input: AskInput<N>): Promise<Answers[N]> {
      const answered = await answer(name, input)
      assert(answered.ok, `${name}: ${JSON.stringify(answered)}`)
      return answered.value as Answers[N]
    },
    close: () => socket.close(),
  }
}
