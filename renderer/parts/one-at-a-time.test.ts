import { expect, test } from 'vitest'
import { oneAtATime } from './one-at-a-time.ts'

test('what is pressed twice is done once, and again when it is through or has failed', async () => {
  const press = oneAtATime()
  const done: string[] = []
  let through = () => {}
  const first = press(() => {
    done.push('first')
    return new Promise(resolve => {
      through = resolve
    })
  })
  await press(async () => void done.push('second press'))
  through()
  await first
  await expect(press(() => Promise.reject(new Error('cut')))).rejects.toThrow('cut')
  await press(async () => void done.push('again'))
  expect(done).toEqual(['first', 'again'])
})
