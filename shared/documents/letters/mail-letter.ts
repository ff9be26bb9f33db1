import { html, raw } from 'hono/html'
import type { Letter, LetterTable } from './letter.ts'
import { type MailWords, mailWords } from './mail-words.ts'
import { tableText } from './table-text.ts'

const font = "font-family:Inter,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
const none = 'cellpadding="0" cellspacing="0" border="0"'

// Programs that know no style element get everything from the elements' own styles; the classes only turn it dark.
const style = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){.page{background:#161513!important}.card{background:#211f1c!important;border-color:#3a3732!important}.ink{color:#f3f0ea!important}.dim{color:#b9b4aa!important}.rule{border-color:#3a3732!important}.link{color:#6fd3a8!important}.logo{background:#ffffff!important;padding:8px!important;border-radius:8px!important}}
@media (max-width:480px){.pad{padding:20px 16px!important}.out{padding:12px 6px!important}.cell{font-size:13px!important}.gap{padding-right:6px!important}}`

/** The mail as HTML: tables for Outlook, nothing fetched from anywhere, nothing that tells on its reader. */
export function letterHtml(letter: Letter): string {
  const words = mailWords(letter.language)
  const { pay } = letter
  const page = html`<!doctype html><html lang="${letter.language}" dir="ltr"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><meta name="format-detection" content="telephone=no,date=no,address=no,email=no"><title>${letter.subject}</title><style>${raw(style)}</style></head>
<body class="page ink" style="margin:0;padding:0;background:#f6f6f3;color:#1d1c1a;${font};font-size:16px;line-height:1.5">
${preview(letter)}
${letter.isTest ? html`<div style="background:#7d5108;color:#ffffff;text-align:center;font-size:14px;font-weight:600;padding:8px 16px">${words.test}</div>` : ''}
<table class="page" role="presentation" width="100%" ${raw(none)} style="background:#f6f6f3"><tr><td class="out" align="center" style="padding:24px 12px">
${raw('<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0"><tr><td><![endif]-->')}
<table class="card" role="presentation" width="100%" ${raw(none)} style="max-width:600px;background:#ffffff;border:1px solid #e5e4df;border-radius:12px"><tr><td class="pad ink" align="left" style="padding:28px 30px 26px;${font};font-size:16px;line-height:1.5;color:#1d1c1a">
${head(letter)}
${letter.paragraphs.flatMap(text => text.split(/\n{2,}/)).map(text => html`<p dir="auto" style="margin:0 0 14px">${lines(text)}</p>`)}
${letter.table === null ? '' : tableHtml(letter.table)}
${letter.facts.length === 0 ? '' : factsHtml(letter.facts)}
${pay === null ? '' : payHtml(pay, words)}
<p class="dim rule" style="margin:24px 0 0;padding:16px 0 0;border-top:1px solid #e5e4df;font-size:13px;line-height:1.6;color:#6d6b66">${words.answer}</p>
<p class="dim" style="margin:10px 0 0;font-size:13px;line-height:1.6;color:#6d6b66">${senderLines(letter).map((line, at) => (at === 0 ? html`<strong style="font-weight:600">${line}</strong>` : html`${raw('<br>')}${line}`))}</p>
${letter.unsubscribeUrl === null ? '' : html`<p class="dim" style="margin:14px 0 0;font-size:13px;color:#6d6b66"><a class="dim" href="${letter.unsubscribeUrl}" style="color:#6d6b66">${words.unsubscribe}</a></p>`}
</td></tr></table>
${raw('<!--[if mso]></td></tr></table><![endif]-->')}
</td></tr></table></body></html>`
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
    words.answer,
    letter.unsubscribeUrl === null ? '' : `${words.unsubscribe}:\n${letter.unsubscribeUrl}`,
    `-- \n${senderLines(letter).join('\n')}`,
  ]
  return `${blocks.filter(block => block !== '').join('\n\n')}\n`
}

/** What a list of mails shows beside the subject. */
function preview({ facts }: Letter) {
  const sum = facts.at(-1)
  if (sum === undefined) return ''
  return html`<div aria-hidden="true" style="display:none;max-height:0;overflow:hidden;mso-hide:all">${sum.name}: ${sum.value}${raw('&#847;&zwnj;&nbsp;'.repeat(40))}</div>`
}

function head({ company, logoUrl }: Letter) {
  if (!logoUrl) return html`<p dir="auto" style="margin:0 0 18px;font-weight:600">${company.name}</p>`
  return html`<p style="margin:0 0 20px"><img class="logo" src="${logoUrl}" alt="${company.name}" height="48" style="display:inline-block;height:48px;max-height:48px;width:auto;max-width:260px;border:0;font-weight:600"></p>`
}

function tableHtml({ heads, rows, amounts = 2, notes, totals }: LetterTable) {
  const align = (at: number) => (at >= heads.length - amounts ? 'right' : 'left')
  const cell = (at: number) =>
    `padding:9px ${at === heads.length - 1 ? '0' : '10px'} 9px 0;border-bottom:1px solid #e5e4df;font-size:14px;line-height:1.4;vertical-align:top;${align(at) === 'right' ? 'white-space:nowrap' : ''}`
  const gap = (at: number) => (at === heads.length - 1 ? '' : 'gap')
  const note = (nth: number) =>
    notes?.[nth] ? html`<br><span class="dim" style="font-size:12px;color:#6d6b66">${notes[nth]}</span>` : ''
  return html`<table width="100%" ${raw(none)} style="margin:4px 0 4px;border-collapse:collapse">
<tr>${heads.map((text, at) => html`<th scope="col" class="cell dim rule ${gap(at)}" align="${align(at)}" style="${cell(at)};color:#6d6b66;font-weight:500;font-size:13px">${text}</th>`)}</tr>
${rows.map((row, nth) => html`<tr>${row.map((text, at) => html`<td class="cell rule ${gap(at)}" align="${align(at)}" style="${cell(at)}">${text}${at === 0 ? note(nth) : ''}</td>`)}</tr>`)}
${totals ? html`<tr>${totals.map((text, at) => html`<td class="cell ${gap(at)}" align="${align(at)}" style="${cell(at)};border-bottom:0;font-weight:600">${text}</td>`)}</tr>` : ''}</table>`
}

function factsHtml(facts: Letter['facts']) {
  return html`<table role="presentation" width="100%" ${raw(none)} style="margin:6px 0 0;border-collapse:collapse">${facts.map(
    ({ name, value }, at) => {
      const isSum = at === facts.length - 1
      const top = isSum && facts.length > 1 ? 'border-top:1px solid #e5e4df;padding-top:10px' : ''
      const weight = isSum ? 'font-weight:650;font-size:18px' : 'font-size:15px'
      return html`<tr><td class="dim rule" valign="bottom" style="padding:5px 10px 5px 0;color:#6d6b66;font-size:15px;${top}">${name}</td><td class="ink rule" align="right" valign="bottom" style="padding:5px 0;color:#1d1c1a;${weight};${top}">${value}</td></tr>`
    },
  )}</table>`
}

// The padding is the cell's: Outlook knows none on a link.
function payHtml({ url, amount, hours }: NonNullable<Letter['pay']>, words: MailWords) {
  return html`<table role="presentation" width="100%" ${raw(none)} style="margin:20px 0 0"><tr><td align="center" bgcolor="#14694a" style="border-radius:10px;background:#14694a;padding:14px 18px;mso-padding-alt:14px 18px">
<a href="${url}" style="display:block;color:#ffffff;font-weight:600;font-size:17px;line-height:1.3;text-decoration:none">${words.viewAndPay(amount)}</a></td></tr></table>
<p class="dim" style="margin:14px 0 0;font-size:13px;color:#6d6b66">${words.orOpen}<br><a class="link" href="${url}" style="color:#14694a;word-break:break-all">${url}</a></p>
<p class="dim" style="margin:10px 0 0;font-size:13px;color:#6d6b66">${words.linkNote(hours)}</p>`
}

function senderLines({ company }: Letter): string[] {
  return [company.name, ...company.lines, company.phone, company.email].filter(line => line !== '')
}

function lines(text: string) {
  return text.split('\n').map((line, at) => html`${at === 0 ? '' : raw('<br>')}${line}`)
}
