import { expect, test } from 'vitest'
import { breakLines } from './break-lines.ts'

const byLength = (text: string, limit: number) => breakLines(text, limit, piece => piece.length)

test.each([
  ['breaks at spaces', 'one two three', 7, ['one two', 'three']],
  ['lets a space hang at the end of a full line', 'one two', 3, ['one', 'two']],
  ['breaks a word only where it alone is too long', 'a abcdefgh b', 4, ['a', 'abcd', 'efgh', 'b']],
  ['breaks between ideographs', '玫瑰自由红色', 4, ['玫瑰自由', '红色']],
  ['starts no line with closing punctuation', '玫瑰自由。红', 4, ['玫瑰自', '由。红']],
  ['ends no line with opening punctuation', '玫瑰自（由红）', 4, ['玫瑰自', '（由红）']],
  [
    'keeps a character and its marks together',
    'e\u0323\u0301e\u0323\u0301',
    4,
    ['e\u0323\u0301', 'e\u0323\u0301'],
  ],
  ['makes nothing of nothing', '', 4, []],
])('%s', (_, text, limit, lines) => {
  expect(byLength(text, limit)).toEqual(lines)
})
