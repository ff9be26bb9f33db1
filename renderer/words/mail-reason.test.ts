import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { mailReason } from './mail-reason.ts'
import { tasksEn, tasksEs } from './task-texts.ts'

const source = (file: string) =>
  readFileSync(new URL(`../../cloud-relay/mail/${file}`, import.meta.url), 'utf8')

const reasonsOf = (file: string, written: RegExp) =>
  [...source(file).matchAll(written)].map(([, reason]) => reason!)

const OWN = [
  ...reasonsOf('why-moot.ts', /return '([^']+)'/g),
  ...reasonsOf('hold-mail.ts', /NO_SERVER = '([^']+)'/g),
  ...reasonsOf('send-mail.ts', /(?:answer: |error = |PUT_BACK = |CAME_BACK = )'([^']+)'/g),
  ...reasonsOf('send-mail.ts', /^ {2}(?:bounced|complained|unsubscribed): '([^']+)'/gm),
]

test('the relay’s own reasons are in Spanish where the screen is; a server’s words stay as they are', () => {
  expect(OWN.length).toBeGreaterThan(13)
  for (const reason of OWN) {
    expect(mailReason(reason, 'en')).toBe(reason)
    expect(mailReason(reason, 'es'), reason).not.toBe(reason)
  }
  expect(mailReason('not sent, because a mail to this address came back: 550 5.1.1 no such user', 'es')).toBe(
    'no se envió, porque un correo a esta dirección fue devuelto: 550 5.1.1 no such user',
  )
  expect(mailReason('550 5.1.1 no such user', 'es')).toBe('550 5.1.1 no such user')
})

test('a mail that came back and a question say in Spanish what the relay wrote in English', () => {
  const back = { recipient: 'a@b.example', error: 'the message is larger than 10 MB' }
  expect(tasksEs['mail-undelivered'].sentence(back)).toContain('pesa más de 10 MB')
  const about = (subject: string, words: typeof tasksEn) =>
    words['customer-question'].facts!({ subject, address: 'a@b.example' })[0]![1]
  expect(about('Question about invoice 10418, 10419 from Petal from Above', tasksEs)).toBe(
    'Factura 10418, 10419',
  )
  expect(about('Question about order 10420 from Petal', tasksEs)).toBe('Pedido 10420')
  expect(about('Pregunta sobre el pedido 10420 de Petal', tasksEn)).toBe('Order 10420')
  expect(about('Pregunta sobre la factura 1, 2, 3, 4, 5 … de Petal', tasksEn)).toBe('Invoice 1, 2, 3, 4, 5 …')
  expect(about('Re: something else', tasksEs)).toBe('Re: something else')
})
