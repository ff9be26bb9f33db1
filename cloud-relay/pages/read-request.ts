import type { Context } from 'hono'
import { z } from 'zod'
import type { Language } from '../../shared/domain/company/company-row.ts'

const text = (max: number) => z.string().max(max).catch('')

const formSchema = z.object({
  nonce: text(80),
  gesture: text(20),
  person: text(10),
  website: text(200),
  version: text(40),
  seen: text(8000),
  methodToken: text(300),
  /** The id of a kept method to pay with, or to remove. */
  kept: text(40),
  /** The payer agrees to have what they type kept. */
  remember: text(5),
  receiptTo: text(254),
  amount: text(30),
  shown: text(12),
  /** Offered a choice of invoices. */
  choosing: text(1),
  pick: z
    .preprocess(given => (given === undefined ? [] : [given].flat()), z.array(text(64)).max(2000))
    .catch([]),
  /** `update`: show what the choice comes to, charge nothing. */
  act: text(10),
  name: text(200),
  /** Longer than what is taken, so that too long a text is answered, not lost. */
  message: text(20_000),
})

export type PageForm = z.output<typeof formSchema>

/** A form of ours as it came; fields that are missing or too long are empty. */
export async function readForm(c: Context): Promise<PageForm> {
  const body = await c.req.parseBody({ all: true }).catch(() => ({}))
  return formSchema.parse(body)
}

/** The language the payer chose, or null. */
export function chosenLanguage(c: Context): Language | null {
  const lang = c.req.query('lang')
  return lang === 'es' || lang === 'en' ? lang : null
}

/** The language for a page about which nothing is known but the browser. */
export function browserLanguage(c: Context): Language {
  const chosen = chosenLanguage(c)
  if (chosen !== null) return chosen
  return /^\s*es\b/i.test(c.req.header('accept-language') ?? '') ? 'es' : 'en'
}

/** Whether a browser or a proxy only gets ready for a person who has not come yet. */
export function isPrefetch(headers: Headers): boolean {
  const names = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz']
  return names.some(name => /prefetch|prerender|preview/i.test(headers.get(name) ?? ''))
}
