import { expect, test } from 'vitest'
import { cleanLine, cleanLines } from './clean-text.ts'

test.each([
  ['Rose Freedom 60cm', 'Rose Freedom 60cm'],
  ['  two   spaces ', 'two spaces'],
  ['a\u00a0b\tc\nd', 'a b c d'],
  ['e\u0301', 'é'],
  ['a\u0000b\u0007', 'a b'],
  ['ab\u202ecd\u2066e\u200bf\ufeff\u00adg', 'abcdefg'],
  ['☎\ufe0f', '☎'],
  ['x\ud800', 'x\ufffd'],
  ['5\u2212\u20113', '5--3'],
  ['می\u200cخواهم', 'می\u200cخواهم'],
])('%j becomes %j', (text, clean) => {
  expect(cleanLine(text)).toBe(clean)
})

test('paragraphs keep the blank lines between them and lose those around them', () => {
  expect(cleanLines('\n a \r\n\r\nb\u2028c\n\n')).toEqual(['a', '', 'b', 'c'])
})
