import type { FontScript } from '../document-fonts.ts'

/** The fonts that may hold a grapheme which Helvetica can't, best first. */
export function scriptsFor(grapheme: string): FontScript[] {
  for (const [pattern, scripts] of TABLE) if (pattern.test(grapheme)) return scripts
  return ['latin']
}

const TABLE: [RegExp, FontScript[]][] = [
  [/^\p{scx=Arabic}/u, ['arabic', 'latin']],
  [/^\p{scx=Hebrew}/u, ['hebrew', 'latin']],
  [/^\p{scx=Thai}/u, ['thai', 'latin']],
  [/^\p{Script=Hangul}/u, ['hangul', 'cjk']],
  [
    /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u33ff\ufe30-\ufe4f\uff00-\uffef]/u,
    ['cjk'],
  ],
  [/^[\p{Extended_Pictographic}\u{1f1e6}-\u{1f1ff}]/u, ['emoji', 'cjk']],
  [/^\p{L}/u, ['latin']],
  [/^[\u2000-\u2bff]/u, ['latin', 'cjk']],
]
