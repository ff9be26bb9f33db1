import { tmpdir } from 'node:os'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import type { FontScript } from '../../shared/documents/document-fonts.ts'
import { loadFonts } from './load-fonts.ts'

test.each(['latin', 'arabic', 'hebrew', 'cjk', 'hangul', 'thai', 'emoji'] as const)(
  'the %s font ships as TrueType and is read once',
  async (script: FontScript) => {
    const fonts = loadFonts()
    const bytes = await fonts.load(script)
    expect([...bytes.subarray(0, 4)]).toEqual([0, 1, 0, 0])
    expect(await fonts.load(script)).toBe(bytes)
  },
)

test('a missing font file rejects, and is asked for again', async () => {
  const fonts = loadFonts(pathToFileURL(`${tmpdir()}/no-such-folder/`))
  await expect(fonts.load('latin')).rejects.toThrow('ENOENT')
  await expect(fonts.load('latin')).rejects.toThrow('ENOENT')
})
