import { expect, test } from 'vitest'
import { bounceAddress, createMailTags } from './mail-tag.ts'

const tags = createMailTags(new Uint8Array(32).fill(1))
const mail = { companyKey: 'KX4WQ2M7', mailId: '01a207bd-c518-75de-be40-559335eb88af' }

test('a tag names its mail wherever it stands, in any case', () => {
  const address = bounceAddress(tags.tagOf(mail), 'mail.example.com')
  expect(address.indexOf('@')).toBeLessThanOrEqual(64)
  for (const text of [address, address.toUpperCase(), `To: "x" <${address}>, y`, `<${tags.tagOf(mail)}@d>`]) {
    expect(tags.find(text)).toEqual(mail)
  }
})

test('small ids keep their zeros', () => {
  const small = { ...mail, mailId: '00000000-0000-7000-8000-000000000001' }
  expect(tags.find(tags.tagOf(small))).toEqual(small)
})

test('nobody makes or changes one without the secret', () => {
  const tag = tags.tagOf(mail)
  expect(createMailTags(new Uint8Array(32).fill(2)).find(tag)).toBeNull()
  for (let at = 0; at < tag.length; at++) {
    const other = `${tag.slice(0, at)}${tag[at] === 'a' ? 'b' : 'a'}${tag.slice(at + 1)}`
    expect(tags.find(other)).toBeNull()
  }
  for (const text of ['', 'bounce@mail.example.com', `${tag}x`, `x${tag}`]) expect(tags.find(text)).toBeNull()
})
