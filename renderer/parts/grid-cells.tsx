import type { ICellRendererComp, ICellRendererParams, IHeaderComp, IHeaderParams } from 'ag-grid-community'
import type { ComponentType, ReactNode } from 'react'
import { drawMarks, type Mark } from './mark.ts'
import type { Portals } from './portals.tsx'
import classes from './select-box.module.css'

/** Cells that show marks; plain text where a row has none. */
export function markCells<Row>(marksOf: (row: Row) => Mark | readonly Mark[]) {
  return ({ data, value }: ICellRendererParams<Row, string>): HTMLElement =>
    drawMarks(data ? marksOf(data) : { text: value ?? '' })
}

/** Cells in which React draws: for lists that are never long. */
export function portalCells<Row>(portals: Portals, contentOf: (row: Row, value: string) => ReactNode) {
  return class PortalCell implements ICellRendererComp<Row> {
    readonly #place = document.createElement('span')

    init(params: ICellRendererParams<Row, string>): void {
      this.refresh(params)
    }

    getGui(): HTMLElement {
      return this.#place
    }

    refresh({ data, value }: ICellRendererParams<Row, string>): boolean {
      portals.show(this.#place, data ? contentOf(data, value ?? '') : value)
      return true
    }

    destroy(): void {
      portals.leave(this.#place)
    }
  }
}

/** The box that selects a row, whose state the grid keeps; the row of totals has none. */
export function selectBoxes(label: string) {
  return class SelectBox implements ICellRendererComp {
    readonly #box = document.createElement('input')
    #isPinned = false

    init(params: ICellRendererParams): void {
      this.#box.type = 'checkbox'
      this.#box.className = classes.box!
      this.#box.tabIndex = -1
      this.#box.ariaLabel = label
      this.#isPinned = Boolean(params.node.rowPinned)
      this.refresh(params)
    }

    getGui(): HTMLElement {
      return this.#isPinned ? document.createElement('span') : this.#box
    }

    refresh({ node }: ICellRendererParams): boolean {
      this.#box.checked = node.isSelected() === true
      return true
    }
  }
}

/** A header that React draws. */
export function portalHeader(portals: Portals, Content: ComponentType<IHeaderParams>) {
  return class PortalHeader implements IHeaderComp {
    readonly #place = document.createElement('div')

    init(params: IHeaderParams): void {
      portals.show(this.#place, <Content {...params} />)
    }

    getGui(): HTMLElement {
      return this.#place
    }

    refresh(): boolean {
      return true
    }

    destroy(): void {
      portals.leave(this.#place)
    }
  }
}
