import { html, raw } from 'hono/html'
import type { Language } from '../../shared/domain/company/company-row.ts'
import { type MailWords, mailWords } from './mail-words.ts'

/** What a mail says, before it becomes HTML and text. Amounts and dates are written out already. */
export interface Letter {
  language: Language
  company: { name: string; lines: readonly string[]; phone: string; email: string }
  subject: string
  /** Paragraphs; line breaks inside are kept. */
  paragraphs: readonly string[]
  /** A table with a row of heads; the last columns are amounts: two, unless it says otherwise. Null for none. */
  table: { heads: readonly string[]; rows: readonly (readonly string[])[]; amounts?: number } | null
  /** Facts below the table, the last of them the sum. */
  facts: readonly { name: string; value: string }[]
  pay: { url: string; amount: string; hours: number } | null
  isTest: boolean
  /** Where the reader wants no more of these; null for mails that everyone gets. */
  unsubscribeUrl: string | null
}

const font = 'font-family:Inter,Segoe UI,Roboto,Helvetica,Arial,sans-serif'

/** The mail as HTML: no image, no script, nothing that tells on its reader. */
export function letterHtml(letter: Letter): string {
  const words = mailWords(letter.language)
  const { company, pay } = letter
  const page = html`<!doctype html><html lang="${letter.language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light"><title>${letter.subject}</title></head>
<body style="margin:0;padding:0;background:#f6f6f3;color:#1d1c1a;${font};font-size:16px;line-height:1.5">
${letter.isTest ? html`<div style="background:#7d5108;color:#ffffff;text-align:center;font-size:14px;font-weight:600;padding:8px 16px">${words.test}</div>` : ''}
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border:1px solid #e5e4df;border-radius:12px"><tr><td style="padding:26px 26px 24px">
<p style="margin:0 0 18px;font-weight:600">${company.name}</p>
${letter.paragraphs.map(text => html`<p style="margin:0 0 14px">${lines(text)}</p>`)}
${letter.table === null ? '' : tableHtml(letter.table)}
${letter.facts.length === 0 ? '' : factsHtml(letter.facts)}
${pay === null ? '' : payHtml(pay, words)}
<p style="margin:22px 0 0;padding:16px 0 0;border-top:1px solid #efeee9;font-size:13px;line-height:1.6;color:#6d6b66">${words.answer}<br>
${senderLines(letter).map((line, at) => html`${at === 0 ? '' : raw('<br>')}${line}`)}</p>
${letter.unsubscribeUrl === null ? '' : html`<p style="margin:14px 0 0;font-size:13px;color:#6d6b66"><a href="${letter.unsubscribeUrl}" style="color:#6d6b66">${words.unsubscribe}</a></p>`}
</td></tr></table></td></tr></table></body></html>`
  return String(page)
}

/** The same mail as plain text, with the bare link. */
export function letterText(letter: Letter): string {
  const words = mailWords(letter.language)
  const { pay, table } = letter
  const blocks = [
    letter.isTest ? words.test : '',
    ...letter.paragraphs,
    table === null ? '' : tableText(table),
    letter.facts.map(({ name, value }) => `${name}: ${value}`).join('\n'),
    pay === null ? '' : `${words.viewAndPay(pay.amount)}:\n${pay.url}`,
    pay === null ? '' : words.linkNote(pay.hours),
    `${words.answer}\n${senderLines(letter).join('\n')}`,
    letter.unsubscribeUrl === null ? '' : `${words.unsubscribe}:\n${letter.unsubscribeUrl}`,
  ]
  return `${blocks.filter(block => block !== '').join('\n\n')}\n`
}

function tableHtml({ heads, rows, amounts = 2 }: NonNullable<Letter['table']>) {
  const cell = (at: number) =>
    `padding:8px ${at === heads.length - 1 ? '0' : '10px'} 8px 0;border-bottom:1px solid #efeee9;font-size:14px;text-align:${at >= heads.length - amounts ? 'right' : 'left'}`
  return html`<table width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 4px;border-collapse:collapse">
<tr>${heads.map((head, at) => html`<th scope="col" style="${cell(at)};color:#6d6b66;font-weight:500;font-size:13px">${head}</th>`)}</tr>
${rows.map(row => html`<tr>${row.map((text, at) => html`<td style="${cell(at)}">${text}</td>`)}</tr>`)}</table>`
}

function factsHtml(facts: Letter['facts']) {
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:6px 0 0;border-collapse:collapse">${facts.map(
    ({ name, value }, at) => {
      const weight = at === facts.length - 1 ? 'font-weight:650;font-size:17px' : 'font-size:15px'
      return html`<tr><td style="padding:5px 10px 5px 0;color:#6d6b66;font-size:15px">${name}</td><td align="right" style="padding:5px 0;${weight}">${value}</td></tr>`
    },
  )}</table>`
}

function payHtml({ url, amount, hours }: NonNullable<Letter['pay']>, words: MailWords) {
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:18px 0 0"><tr><td align="center" bgcolor="#14694a" style="border-radius:10px">
<a href="${url}" style="display:block;padding:14px 18px;color:#ffffff;font-weight:600;font-size:17px;text-decoration:none;border-radius:10px">${words.viewAndPay(amount)}</a></td></tr></table>
<p style="margin:12px 0 0;font-size:13px;color:#6d6b66">${words.orOpen}<br><a href="${url}" style="color:#14694a;word-break:break-all">${url}</a></p>
<p style="margin:10px 0 0;font-size:13px;color:#6d6b66">${words.linkNote(hours)}</p>`
}

function tableText({ heads, rows }: NonNullable<Letter['table']>): string {
  return rows.map(row => row.map((text, at) => `${heads[at]}: ${text}`).join(' · ')).join('\n')
}

function senderLines({ company }: Letter): string[] {
  return [company.name, ...company.lines, company.phone, company.email].filter(line => line !== '')
}

function lines(text: string) {
  return text.split('\n').map((line, at) => html`${at === 0 ? '' : raw('<br>')}${line}`)
}
