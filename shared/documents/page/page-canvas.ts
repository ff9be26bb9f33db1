import type { SetLine } from '../text/typesetter.ts'
import type { TextStyle } from './theme.ts'

export type Align = 'left' | 'right' | 'center'

export interface LinkArea {
  x: number
  y: number
  width: number
  height: number
  url: string
  /** What a screen reader says for the link. */
  contents: string
}

/** One page's drawing, as PDF operators. Lengths are points; `y` grows downwards from the page's top edge. */
export class PageCanvas {
  readonly links: LinkArea[] = []
  readonly #height: number
  readonly #operators: string[] = []

  constructor(height: number) {
    this.#height = height
  }

  /** Draws a set line with its baseline at `y`, and `x` at its left end, right end or middle. */
  text(line: SetLine, x: number, y: number, style: TextStyle, align: Align = 'left'): void {
    if (line.runs.length === 0) return
    const width = (line.width * style.size) / 1000
    const left = align === 'left' ? x : align === 'right' ? x - width : x - width / 2
    this.#operators.push(
      `BT ${style.color} rg 1 0 0 1 ${point(left)} ${this.#flip(y)} Tm`,
      shown(line, style),
      'ET',
    )
  }

  /** Writes a word slanted across the middle of a page of this width, as large as fits it. */
  watermark(line: SetLine, width: number, style: TextStyle): void {
    const size = Math.min(style.size, Math.floor((width * 1000) / line.width))
    const shift = ((line.width * size) / 2000) * Math.SQRT1_2
    const [x, y] = [width / 2 - shift + size * 0.25, this.#height / 2 - shift - size * 0.25]
    const slant = point(Math.SQRT1_2, 5)
    this.#operators.push(
      `BT ${style.color} rg ${slant} ${slant} -${slant} ${slant} ${point(x)} ${point(y)} Tm`,
      shown(line, { ...style, size }),
      'ET',
    )
  }

  rule(x: number, y: number, width: number, color: string, thickness = 0.6): void {
    this.#operators.push(
      `${color} RG ${thickness} w ${point(x)} ${this.#flip(y)} m ${point(x + width)} ${this.#flip(y)} l S`,
    )
  }

  fill(x: number, y: number, width: number, height: number, color: string, radius = 0): void {
    this.#operators.push(`${color} rg ${this.#path(x, y, width, height, radius)} f`)
  }

  outline(x: number, y: number, width: number, height: number, color: string, radius: number): void {
    this.#operators.push(`${color} RG 1 w ${this.#path(x, y, width, height, radius)} S`)
  }

  /** Draws a picture of the page's resources. */
  picture(name: string, x: number, y: number, width: number, height: number): void {
    this.#operators.push(
      `q ${point(width)} 0 0 ${point(height)} ${point(x)} ${this.#flip(y + height)} cm /${name} Do Q`,
    )
  }

  /** Makes an area open a web address. The area is not drawn. */
  link(area: LinkArea): void {
    this.links.push(area)
  }

  content(): string {
    return this.#operators.join('\n')
  }

  #flip(y: number): string {
    return point(this.#height - y)
  }

  #path(x: number, y: number, width: number, height: number, radius: number): string {
    if (radius === 0) return `${point(x)} ${this.#flip(y + height)} ${point(width)} ${point(height)} re`
    const [left, right, top, bottom] = [x, x + width, this.#height - y, this.#height - y - height]
    const bend = radius * 0.4477
    const step = (...values: number[]) => values.map(value => point(value)).join(' ')
    return [
      `${step(left + radius, top)} m ${step(right - radius, top)} l`,
      `${step(right - bend, top, right, top - bend, right, top - radius)} c`,
      `${step(right, bottom + radius)} l`,
      `${step(right, bottom + bend, right - bend, bottom, right - radius, bottom)} c`,
      `${step(left + radius, bottom)} l`,
      `${step(left + bend, bottom, left, bottom + bend, left, bottom + radius)} c`,
      `${step(left, top - radius)} l`,
      `${step(left, top - bend, left + bend, top, left + radius, top)} c h`,
    ].join(' ')
  }
}

function shown(line: SetLine, style: TextStyle): string {
  return line.runs
    .map(({ font, rise, isEmboldened, show }) => {
      const text = `/${font} ${style.size} Tf [${show}] TJ`
      const raised = rise === 0 ? text : `${point((rise * style.size) / 1000)} Ts ${text} 0 Ts`
      return isEmboldened ? `${style.color} RG ${point(style.size * 0.03)} w 2 Tr ${raised} 0 Tr` : raised
    })
    .join(' ')
}

function point(value: number, decimals = 2): string {
  const factor = 10 ** decimals
  return String(Math.round(value * factor) / factor || 0)
}
