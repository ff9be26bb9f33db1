import type { CellKind } from './list-table.ts'

type Place = 'head' | 'row' | 'total'

const KINDS: readonly CellKind[] = ['text', 'money', 'price', 'count', 'date', 'instant']
const PLACES: readonly Place[] = ['row', 'head', 'total']

/** The number of a cell's format in {@link sheetStyles}; `quoted` marks a text that begins like a formula. */
export function styleOf(place: Place, kind: CellKind, quoted = false): number {
  if (quoted) return 1 + PLACES.length * KINDS.length
  return 1 + PLACES.indexOf(place) * KINDS.length + KINDS.indexOf(kind)
}

/** The formats of a workbook whose amounts have so many decimals. */
export function sheetStyles(digits: number): string {
  const amount = digits === 0 ? '#,##0' : `#,##0.${'0'.repeat(digits)}`
  const formatIds: Record<CellKind, number> = {
    text: 0,
    money: 164,
    price: 165,
    count: 3,
    date: 14,
    instant: 22,
  }
  const styles = PLACES.flatMap(place =>
    KINDS.map(kind => {
      const numberFormat = place === 'head' ? 0 : formatIds[kind]
      const font = place === 'row' ? 0 : 1
      const fill = place === 'head' ? 2 : 0
      const border = place === 'row' ? 0 : place === 'head' ? 1 : 2
      const isRight = place === 'head' && kind !== 'text' && kind !== 'date' && kind !== 'instant'
      const alignment = isRight
        ? '<alignment horizontal="right"/>'
        : kind === 'date' || kind === 'instant'
          ? LEFT
          : ''
      return (
        `<xf numFmtId="${numberFormat}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" ` +
        `applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">${alignment}</xf>`
      )
    }),
  )
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    `<numFmts count="2"><numFmt numFmtId="164" formatCode="${amount}"/><numFmt numFmtId="165" formatCode="#,##0.00##"/></numFmts>` +
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
    '<fill><patternFill patternType="solid"><fgColor rgb="FFEAF3EE"/></patternFill></fill></fills>' +
    `<borders count="3">${border('', '')}${border('', 'thin')}${border('thin', '')}</borders>` +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="${styles.length + 2}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${styles.join('')}` +
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/></cellXfs>' +
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
  )
}

const LEFT = '<alignment horizontal="left"/>'

function border(top: string, bottom: string): string {
  const side = (name: string, style: string) =>
    style === '' ? `<${name}/>` : `<${name} style="${style}"><color rgb="FF14694A"/></${name}>`
  return `<border><left/><right/>${side('top', top)}${side('bottom', bottom)}<diagonal/></border>`
}
