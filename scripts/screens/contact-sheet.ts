/** A picture of one screen in one look and size; `file` beside the sheet. */
export interface Shot {
  look: string
  name: string
  width: number
  file: string
}

/** A page with every picture: one row a screen, one column a look. */
export function contactSheet(shots: readonly Shot[]): string {
  const looks = [...new Set(shots.map(({ look }) => look))]
  const names = [...new Set(shots.map(({ name }) => name))]
  const cell = (name: string, look: string) => {
    const own = shots.filter(shot => shot.name === name && shot.look === look)
    const links = own.map(({ file, width }) => `<a href="${file}">${width}</a>`).join(' ')
    return own[0]
      ? `<td><a href="${own[0].file}"><img src="${own[0].file}" loading="lazy" alt=""></a>${links}</td>`
      : '<td></td>'
  }
  const rows = names.map(name => `<tr><th>${name}</th>${looks.map(look => cell(name, look)).join('')}</tr>`)
  return `<!doctype html><meta charset="utf-8"><title>Screens</title>
<style>body{font:13px system-ui;margin:16px}img{display:block;width:420px;border:1px solid #ccc}th{text-align:left;vertical-align:top;padding:4px 12px 4px 0}td{padding:0 8px 12px 0}</style>
<table><tr><th></th>${looks.map(look => `<th>${look}</th>`).join('')}</tr>
${rows.join('\n')}
</table>
`
}
