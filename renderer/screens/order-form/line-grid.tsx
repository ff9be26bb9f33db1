import { Button } from '@mantine/core'
import {
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { useStore } from 'zustand'
import type { BoxType } from '../../../shared/domain/company/company-row.ts'
import type { CustomerRow } from '../../../shared/domain/customer/customer-row.ts'
import { orderLine } from '../../../shared/domain/order/create-order.ts'
import type { OrderLineRow } from '../../../shared/domain/order/order-row.ts'
import type { ProductRow } from '../../../shared/domain/product/product-row.ts'
import { newId } from '../../app/new-id.ts'
import { useWords } from '../../words/use-words.ts'
import { cellOf, type Step, stepFrom } from './grid-keys.ts'
import { quantityField } from './line-columns.ts'
import classes from './line-grid.module.css'
import { lineOfProduct } from './line-of-product.ts'
import { LineRow } from './line-row.tsx'
import type { OrderDesk } from './order-desk.ts'
import { lineKey } from './order-draft.ts'
import { ProductPicker } from './product-picker.tsx'
import { SectionRow } from './section-row.tsx'
import { lineSections, moveChanges, nextPosition, type ShownLine } from './shown-lines.ts'
import { readAhead } from './typed-ahead.ts'

interface LineGridProps {
  desk: OrderDesk
  lines: ShownLine[]
  boxTypes: readonly BoxType[]
  /** null until the customer is known: the price depends on them. */
  level: CustomerRow['priceLevel'] | null
  readOnly: boolean
  /** Rows below the lines, as cells of the same table. */
  below?: ReactNode
}

/** What `wantFocus` calls the product field. */
export const PRODUCT_CELL = 'product'

const STEP_KEYS = ['Enter', 'Tab', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] as const

/** The lines of an order with every figure editable in place, and below them the field for the next product. */
export function LineGrid({ desk, lines, boxTypes, level, readOnly, below }: LineGridProps) {
  const words = useWords().orders
  const root = useRef<HTMLDivElement>(null)
  const productInput = useRef<HTMLInputElement>(null)
  const [freshLineId, setFreshLineId] = useState<string | null>(null)
  const [removed, setRemoved] = useState<OrderLineRow[]>([])
  // What was taken out of the order before it was confirmed is none of a change's.
  const [removedFrom, setRemovedFrom] = useState({ desk, readOnly })
  if (removedFrom.desk !== desk || removedFrom.readOnly !== readOnly) {
    setRemovedFrom({ desk, readOnly })
    setRemoved([])
  }
  // Ctrl+Z brings a line back as long as nothing was typed since: then it is the field's own.
  const typedSince = useRef(false)
  const productText = useStore(desk.store, state => state.productText)
  const isProductAsked = useStore(
    desk.store,
    ({ trouble }) => trouble?.kind === 'missing' && trouble.missing === 'product',
  )
  useStore(desk.store, state => state.wantedFocus)
  const sections = lineSections(lines)
  const inOrder = [...sections.boxes.lines, ...sections.units.lines, ...sections.hardGoods.lines]
  const live = useRef(inOrder)
  useEffect(() => {
    live.current = inOrder
  })

  const focusCell = useCallback((key: string): boolean => {
    const element =
      key === PRODUCT_CELL
        ? productInput.current
        : root.current?.querySelector<HTMLElement>(`[data-cell="${key}"]`)
    element?.focus()
    return element != null
  }, [])

  // On every render: the cell that wants the focus may only now be drawn.
  useLayoutEffect(() => {
    const { wantedFocus } = desk.store.getState()
    if (wantedFocus !== null && focusCell(wantedFocus)) desk.wantFocus(null)
  })

  /** Answers what of the keys typed ahead is for the product field again. */
  function add(product: ProductRow, ahead: string): string {
    if (level === null) return ''
    const { orderId } = desk.store.getState()
    const line = orderLine(orderId, lineOfProduct(product, level, newId()), nextPosition(lines))
    setFreshLineId(line.id)
    const typed = readAhead(ahead)
    const quantity = quantityField(line.soldAs)
    const keys = { quantity: lineKey(line.id, quantity), price: lineKey(line.id, 'priceE4') }
    desk.typeProduct('')
    desk.wantFocus(typed.at === 'product' ? PRODUCT_CELL : keys[typed.at])
    void desk.addLine(line)
    if (typed.quantity !== '') desk.type(keys.quantity, line[quantity], typed.quantity)
    if (typed.price !== '') desk.type(keys.price, line.priceE4, typed.price)
    // What was typed past a cell has left it.
    if (typed.at !== 'quantity') void desk.save(keys.quantity)
    if (typed.at === 'product') void desk.save(keys.price)
    return typed.product
  }

  function restore(line: OrderLineRow) {
    setRemoved(removed.filter(candidate => candidate !== line))
    const restored = { ...line, id: newId() }
    desk.wantFocus(lineKey(restored.id, quantityField(line.soldAs)))
    void desk.addLine(restored)
  }

  const remove = useCallback(
    async (lineId: string) => {
      const at = live.current.findIndex(line => line.saved.id === lineId)
      const line = live.current[at]
      if (!line) return
      const next = live.current[at + 1]?.saved
      desk.wantFocus(next ? lineKey(next.id, quantityField(next.soldAs)) : PRODUCT_CELL)
      if (!(await desk.removeLine(lineId))) return
      typedSince.current = false
      setRemoved(before => [...before, line.saved])
    },
    [desk],
  )

  const move = useCallback(
    (lineId: string, step: -1 | 1, focusKey?: string) => {
      for (const { lineId: id, from, to } of moveChanges(live.current, lineId, step)) {
        void desk.changeLine(id, { position: { from, to } })
      }
      if (focusKey) desk.wantFocus(focusKey)
    },
    [desk],
  )

  function go(step: Step) {
    if (step !== null)
      focusCell(step === 'product' ? PRODUCT_CELL : lineKey(step.cell.lineId, step.cell.field))
  }

  function keyDown(event: KeyboardEvent<HTMLElement>) {
    const target = event.target as HTMLElement
    const key = target.dataset.cell
    const cell = cellOf(key)
    const edited = key !== undefined && desk.store.getState().edits[key] !== undefined
    const command = event.ctrlKey || event.metaKey
    const last = removed.at(-1)
    if (command && event.key === 'z' && last && !typedSince.current) {
      event.preventDefault()
      return restore(last)
    }
    if (!cell || command || readOnly) return
    if (event.altKey) {
      if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
      event.preventDefault()
      return move(cell.lineId, event.key === 'ArrowUp' ? -1 : 1, key)
    }
    const caret = caretOf(target)
    if (event.key === 'Delete' && !edited && caret.start === 0 && caret.end === caret.length) {
      event.preventDefault()
      void remove(cell.lineId)
      return
    }
    const stepKey = STEP_KEYS.find(candidate => candidate === event.key)
    if (!stepKey || event.shiftKey || !(target instanceof HTMLInputElement || isSideways(event.key))) return
    const step = stepFrom(inOrder, cell, stepKey, caret, freshLineId)
    if (step === null) return
    event.preventDefault()
    go(step)
  }

  const lastRemoved = removed.at(-1)
  const rows = (section: readonly ShownLine[]) =>
    section.map(line => (
      <LineRow
        key={line.saved.id}
        {...line}
        desk={desk}
        boxTypes={boxTypes}
        readOnly={readOnly}
        onMove={move}
        onRemove={remove}
      />
    ))

  return (
    <>
      <div className={classes.scroll} ref={root}>
        <table
          className={classes.grid}
          aria-label={words.lines}
          onKeyDown={keyDown}
          onInput={() => {
            typedSince.current = true
          }}
        >
          <colgroup>
            <col />
            <col style={{ width: 58 }} />
            <col style={{ width: '8.5%', minWidth: 62 }} />
            <col style={{ width: '9.5%', minWidth: 70 }} />
            <col style={{ width: '8%', minWidth: 62 }} />
            <col style={{ width: '8%', minWidth: 62 }} />
            <col style={{ width: '10%', minWidth: 76 }} />
            <col style={{ width: '11%', minWidth: 86 }} />
            <col style={{ width: 38 }} />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">{words.product}</th>
              <th scope="col">{words.box}</th>
              {[words.boxes, words.bunches, words.stems, words.units, words.price, words.amount].map(
                column => (
                  <th key={column} scope="col" className="florin-number">
                    {column}
                  </th>
                ),
              )}
              <th scope="col" aria-label={words.actions} />
            </tr>
          </thead>
          <tbody>
            {sections.boxes.lines.length > 0 && (
              <SectionRow
                label={words.sectionBoxes(sections.boxes.count.toLocaleString('en-US'))}
                totalCents={sections.boxes.totalCents}
              />
            )}
            {rows(sections.boxes.lines)}
            {sections.units.lines.length > 0 && (
              <SectionRow
                label={words.sectionUnits(sections.units.count.toLocaleString('en-US'))}
                totalCents={sections.units.totalCents}
              />
            )}
            {rows(sections.units.lines)}
            {sections.hardGoods.lines.length > 0 && (
              <SectionRow
                label={words.sectionHardGoods(sections.hardGoods.count.toLocaleString('en-US'))}
                totalCents={sections.hardGoods.totalCents}
              />
            )}
            {rows(sections.hardGoods.lines)}
            {!readOnly && (
              <tr className={classes.adding}>
                <td colSpan={9}>
                  {level === null ? (
                    <span className="florin-mute">{words.pickCustomerFirst}</span>
                  ) : (
                    <ProductPicker
                      inputRef={productInput}
                      level={level}
                      text={productText}
                      onType={desk.typeProduct}
                      error={isProductAsked}
                      onPick={add}
                      onKeyDown={event => {
                        const line = inOrder.at(-1)?.saved
                        if (event.key !== 'ArrowUp' || productText !== '' || !line) return
                        event.preventDefault()
                        go({ cell: { lineId: line.id, field: quantityField(line.soldAs) } })
                      }}
                    />
                  )}
                </td>
              </tr>
            )}
            {below}
          </tbody>
        </table>
      </div>
      {lastRemoved && !readOnly && (
        <p className={classes.removed} role="status">
          <span>{words.removed(lastRemoved.description)}</span>
          <Button size="compact-xs" h={24} variant="default" onClick={() => restore(lastRemoved)}>
            {words.undo}
          </Button>
          <kbd className="florin-kbd">Ctrl Z</kbd>
        </p>
      )}
    </>
  )
}

function isSideways(key: string): boolean {
  return key === 'ArrowLeft' || key === 'ArrowRight'
}

function caretOf(element: HTMLElement) {
  if (!(element instanceof HTMLInputElement)) return { start: 0, end: 0, length: 0 }
  const length = element.value.length
  return { start: element.selectionStart ?? length, end: element.selectionEnd ?? length, length }
}
