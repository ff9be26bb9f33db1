import { expect, test } from 'vitest'
import { mailWords } from '../cloud-relay/mail/mail-words.ts'
import { mailPreview } from '../renderer/words/mail-preview.ts'

test.each(['en', 'es'] as const)('the preview of a mail says what the relay’s mail says (%s)', language => {
  const sent: Record<string, unknown> = mailWords(language)
  for (const [name, shown] of Object.entries(mailPreview[language])) {
    const text = (words: unknown) => (typeof words === 'function' ? words('12') : words)
    expect(text(shown), name).toBe(text(sent[name]))
  }
})
