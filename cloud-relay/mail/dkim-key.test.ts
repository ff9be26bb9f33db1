import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'
import { expect, test } from 'vitest'
import { readDkimKey, signMessage } from './dkim-key.ts'
import { verifyDkim } from './testing/verify-dkim.ts'

const pem = (bits: number) =>
  generateKeyPairSync('rsa', { modulusLength: bits })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()
const strong = pem(2048)

async function signed(): Promise<string> {
  const composer = new MailComposer({
    from: 'Peña & Söhne <invoices@mail.example>',
    to: 'ines@petal.example',
    replyTo: 'office@petal.example',
    subject: 'Factura 10418 – año nuevo '.repeat(6),
    messageId: '<tag@mail.example>',
    headers: {
      'Auto-Submitted': 'auto-generated',
      'List-Unsubscribe': '<https://relay.example/u/x>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
    text: 'Hola  \r\n\r\n.\r\n\r\n',
    html: '<p>Hola</p>',
  })
  const key = readDkimKey('florin', strong)!
  const message = await signMessage(await composer.compile().build(), key, 'mail.example')
  return Buffer.from(message).toString('latin1')
}

test('a signature holds, and covers what a reader sees and what a mail program acts on', async () => {
  const raw = await signed()
  expect(raw).toMatch(/d=mail\.example;.*s=florin/s)
  expect(verifyDkim(raw, createPublicKey(strong))).toEqual(
    expect.arrayContaining([
      'from',
      'reply-to',
      'to',
      'subject',
      'date',
      'message-id',
      'list-unsubscribe',
      'list-unsubscribe-post',
      'auto-submitted',
    ]),
  )
})

test.each([
  ['a body', /Hola/, 'Hole'],
  ['who to answer', 'office@petal.example', 'thief@petal.example'],
  ['one-click', 'One-Click', 'No-Click'],
])('%s changed on the way is noticed', async (_what, from, to) => {
  const raw = await signed()
  expect(() => verifyDkim(raw.replace(from, to), createPublicKey(strong))).toThrow('changed')
})

test('a key comes as PEM, in one line or in base64; weak ones and other kinds are none', () => {
  for (const text of [strong, strong.replaceAll('\n', '\\n'), Buffer.from(strong).toString('base64')]) {
    expect(readDkimKey('s', text)).toEqual({ selector: 's', privateKey: strong })
  }
  const curve = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  for (const text of [pem(1024), curve, 'no key', '']) expect(readDkimKey('s', text)).toBeNull()
})
