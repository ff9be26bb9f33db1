import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CommandName } from '../../../shared/domain/commands.ts'
import type { OrderLineRow } from '../../../shared/domain/order/order-row.ts'
import { checkLine } from '../../../shared/domain/order/order-totals.ts'
import type { RejectionCode } from '../../../shared/domain/rejections.ts'
import type { OrderView } from '../../../shared/protocol/document-views.ts'
import { AskRefused } from '../../app/ask-client.ts'
import type { GivenPayload } from '../../app/give-command.ts'
import {
  entryCommand,
  isAlreadyCreated,
  isOvertaken,
  readableHeader,
  stands,
  troubleOf,
} from './desk-reads.ts'
import type { DeskPorts, DeskState } from './desk-state.ts'
import { type FieldValue, type HeaderField, type LineField, readText, textOf } from './field-text.ts'
import {
  editedHeader,
  type FieldEdit,
  fieldOf,
  headerKey,
  lineInput,
  type OrderDraft,
  type OrderStart,
  type PendingLine,
  rebasedEdits,
  savedValue,
  seenLine,
  type Trouble,
  withoutGoneCharges,
  withoutSavedLines,
} from './order-draft.ts'

/**
 * One order being edited. Each accepted edit is a command of its own; commands go one after the other in the order they
 * were made, so that an edit finds the line it is about. What is refused stays as typed, with the reason.
 */
export interface OrderDesk {
  store: StoreApi<DeskState>
  see(view: OrderView): void
  start(start: OrderStart | null): void
  type(key: string, seen: FieldValue, text: string): void
  focus(key: string | null): void
  wantFocus(key: string | null): void
  typeProduct(text: string): void
  revert(key: string): void
  /** Saves one field. `quiet`: someone is still typing, so say nothing about what can't stand yet. */
  save(key: string, quiet?: boolean): Promise<void>
  addLine(line: OrderLineRow): Promise<void>
  /** Sends a line that was not accepted once more. */
  saveLine(lineId: string): Promise<void>
  /** True when the line is gone. */
  removeLine(lineId: string): Promise<boolean>
  changeLine(lineId: string, changes: GivenPayload<'order.change-line'>['changes']): Promise<boolean>
  /** Gives a command about a part of the order, such as a charge; answers why it was not carried out. */
  edit<N extends CommandName>(name: N, payload: GivenPayload<N>): Promise<Trouble | null>
  /** Saves everything typed; true when nothing is left unsaved. */
  saveAll(): Promise<boolean>
  /** Saves everything typed before the whole order is acted on; says what is missing for that. */
  ready(): Promise<boolean>
  /** Gives a command about the whole order, after the edits before it; true when it was accepted. */
  act<N extends CommandName>(name: N, payload: GivenPayload<N>): Promise<boolean>
  /** Puts a refused request's entries into the form, typed and not saved; once, also over reloads. */
  refill(issueId: string, entries: Partial<Pick<OrderDraft, 'start' | 'edits' | 'pendingLines'>>): void
  /** The refused request is closed: nothing is left to remember of it. */
  forgetIssue(issueId: string): void
  /** Shows why something about the order was not carried out; null once that holds no more. */
  report(trouble: Trouble | null): void
  /** Shows what failed around the order. */
  fail(error: unknown): void
  discard(): void
}

/** Opens an order for editing, from what was kept of it. */
export function openOrderDesk(draft: OrderDraft, ports: DeskPorts): OrderDesk {
  const store = createStore<DeskState>(() => ({
    ...draft,
    view: null,
    savingCount: 0,
    savedAt: null,
    trouble: null,
    focusedKey: null,
    wantedFocus: null,
  }))
  const { orderId } = draft
  const get = store.getState
  let tail: Promise<unknown> = Promise.resolve()

  function set(change: Partial<DeskState>): void {
    store.setState(change)
    const { created, start, edits, pendingLines, productText, filledIssues } = get()
    ports.keep({ orderId, created, start, edits, pendingLines, productText, filledIssues })
  }

  function setEdit(key: string, edit: FieldEdit | null): void {
    const { [key]: _, ...others } = get().edits
    set({ edits: edit ? { ...others, [key]: edit } : others })
  }

  function setPending(lineId: string, pending: PendingLine | null): void {
    const pendingLines = get().pendingLines.flatMap(candidate =>
      candidate.line.id === lineId ? (pending ? [pending] : []) : [candidate],
    )
    set({ pendingLines })
  }

  function queued<T>(task: () => Promise<T>, failed: T): Promise<T> {
    store.setState({ savingCount: get().savingCount + 1 })
    const done = tail.then(task).catch((error: unknown) => {
      set({ trouble: troubleOf(error) })
      return failed
    })
    tail = done.then(() => store.setState({ savingCount: get().savingCount - 1 }))
    return done
  }

  /** Gives a command; null once it stands, else why not. `asGood`: refusals that mean it was carried out before. */
  async function tried<N extends CommandName>(
    name: N,
    payload: GivenPayload<N>,
    asGood: RejectionCode | null = null,
  ): Promise<Trouble | null> {
    try {
      await ports.give(name, payload)
    } catch (error) {
      if (!(error instanceof AskRefused && error.refusal.code === asGood)) return troubleOf(error)
    }
    set({ savedAt: ports.now(), trouble: null })
    return null
  }

  async function load(): Promise<void> {
    const view = await ports.load(orderId)
    // Created and read at once: a form that knows its order exists has it to show.
    store.setState({ view, created: true })
    const { edits, pendingLines } = withoutSavedLines(get(), view)
    set({ edits: withoutGoneCharges(edits, view), pendingLines })
  }

  /** An edit is saved: it goes once the order as read shows it, unless someone went on typing. */
  async function settled(sent: Record<string, { text: string; value: FieldValue }>): Promise<void> {
    for (const [key, { value }] of Object.entries(sent)) {
      const edit = get().edits[key]
      if (edit) setEdit(key, { ...edit, from: value, trouble: null })
    }
    await load()
    for (const [key, { text }] of Object.entries(sent)) {
      if (get().edits[key]?.text === text && get().focusedKey !== key) setEdit(key, null)
    }
  }

  /** The order was created before and the answer lost: what was typed since is saved on top of it. */
  async function catchUp(): Promise<void> {
    await load()
    const { view, edits, pendingLines } = get()
    if (view) set({ edits: rebasedEdits(edits, view), trouble: null })
    for (const pending of pendingLines) await sendLine(pending.line.id)
    for (const key of Object.keys(get().edits)) await saveField(key, get().focusedKey === key)
  }

  async function createOrder(): Promise<void> {
    const { start, edits, pendingLines } = get()
    if (start === null) return
    const sent = readableHeader(edits)
    const trouble = await tried('order.create', {
      orderId,
      charges: null,
      customerId: start.customerId,
      orderedOn: start.orderedOn,
      ...editedHeader(start.header, edits),
      lines: pendingLines.map(pending => lineInput(pending.line)),
    })
    if (isAlreadyCreated(trouble)) return catchUp()
    if (trouble) return placeTrouble(trouble)
    await settled(sent)
  }

  /** Shows why the order could not be created where the person can mend it. */
  function placeTrouble(trouble: Trouble): void {
    const [scope = '', at = '', field = ''] =
      trouble.kind === 'refused' ? trouble.refusal.field.split('.') : []
    const pending = scope === 'lines' ? get().pendingLines[Number(at)] : undefined
    const header = get().start?.header
    if (pending && trouble.kind === 'refused') {
      const refusal = { ...trouble.refusal, field: `line.${field}` }
      setPending(pending.line.id, { ...pending, trouble: { kind: 'refused', refusal } })
    } else if (header && Object.hasOwn(header, scope)) {
      const value = header[scope as HeaderField]
      const text = get().edits[headerKey(scope as HeaderField)]?.text
      setEdit(headerKey(scope as HeaderField), {
        from: value,
        text: text ?? textOf(scope as HeaderField, value),
        trouble,
      })
    } else set({ trouble })
  }

  async function sendLine(lineId: string): Promise<void> {
    const pending = get().pendingLines.find(candidate => candidate.line.id === lineId)
    if (!pending) return
    if (!get().created) return createOrder()
    const trouble = await tried(
      'order.add-line',
      { orderId, position: pending.line.position, line: lineInput(pending.line) },
      'already-exists',
    )
    if (trouble) return setPending(lineId, { ...pending, trouble })
    await load()
    const left = Object.keys(get().edits).filter(key => fieldOf(key).id === lineId)
    for (const key of left) await saveField(key, get().focusedKey === key)
  }

  async function saveField(key: string, quiet: boolean): Promise<void> {
    const edit = get().edits[key]
    if (!edit) return
    const { id, field } = fieldOf(key)
    const read = readText(field, edit.text)
    if ('problem' in read) {
      if (!quiet) setEdit(key, { ...edit, trouble: { kind: 'text', problem: read.problem } })
      return
    }
    const pending = get().pendingLines.find(candidate => candidate.line.id === id)
    if (pending) return savePendingField(key, pending, field as LineField, read.value, quiet)
    if (read.value === edit.from) {
      if (get().focusedKey !== key) setEdit(key, null)
      return
    }
    if (!get().created) return createOrder()
    if (quiet && !stands(key, read.value, get().view)) return
    const { name, payload } = entryCommand(orderId, key, edit.from, read.value, get().view)
    const trouble = await tried(name, payload as GivenPayload<typeof name>)
    if (!trouble) return settled({ [key]: { text: edit.text, value: read.value } })
    await refusedEdit(key, trouble)
  }

  /** A line that was refused is sent again with what was typed into it since. */
  async function savePendingField(
    key: string,
    pending: PendingLine,
    field: LineField,
    value: FieldValue,
    quiet: boolean,
  ): Promise<void> {
    const line = { ...pending.line, [field]: value }
    if (quiet && checkLine(line) !== null) return
    setEdit(key, null)
    setPending(line.id, { line, trouble: null })
    await sendLine(line.id)
  }

  /** What was typed stays. After a conflict the other value counts as seen: saving again means mine. */
  async function refusedEdit(key: string, trouble: Trouble): Promise<void> {
    const edit = get().edits[key]
    if (edit) setEdit(key, { ...edit, trouble })
    if (trouble.kind !== 'refused') return
    await load()
    const view = get().view
    const theirs = view && savedValue(key, view)
    const kept = get().edits[key]
    if (kept && theirs !== undefined && trouble.refusal.code === 'changed-meanwhile') {
      setEdit(key, { ...kept, from: theirs })
    }
  }

  async function saveAll(): Promise<boolean> {
    store.setState({ focusedKey: null })
    for (const pending of get().pendingLines) await sendLine(pending.line.id)
    for (const key of Object.keys(get().edits)) await saveField(key, false)
    return get().pendingLines.length === 0 && Object.keys(get().edits).length === 0
  }

  /** What was missing may be there now. */
  function forgetMissing(): void {
    if (get().trouble?.kind === 'missing') set({ trouble: null })
  }

  return {
    store,
    see(view) {
      // While changes are on their way a later reading follows each of them.
      if (get().savingCount > 0) return
      const edits = Object.entries(get().edits).filter(([key, edit]) => !isOvertaken(key, edit, view))
      store.setState({ view })
      set({ created: true, edits: withoutGoneCharges(Object.fromEntries(edits), view) })
    },
    start: start => set({ start, trouble: null }),
    type(key, seen, text) {
      const edit = get().edits[key]
      setEdit(key, { from: edit ? edit.from : seen, text, trouble: null })
      forgetMissing()
    },
    focus: focusedKey => store.setState({ focusedKey }),
    wantFocus: wantedFocus => store.setState({ wantedFocus }),
    typeProduct(productText) {
      set({ productText })
      forgetMissing()
    },
    revert(key) {
      setEdit(key, null)
      forgetMissing()
    },
    save: (key, quiet = false) => queued(() => saveField(key, quiet), undefined),
    addLine(line) {
      set({ pendingLines: [...get().pendingLines, { line, trouble: null }] })
      return queued(() => sendLine(line.id), undefined)
    },
    saveLine: lineId => queued(() => sendLine(lineId), undefined),
    removeLine: lineId =>
      queued(async () => {
        const pending = get().pendingLines.some(candidate => candidate.line.id === lineId)
        if (pending) setPending(lineId, null)
        else {
          const trouble = await tried('order.remove-line', { orderId, lineId }, 'unknown-line')
          if (trouble) {
            set({ trouble })
            return false
          }
          await load()
        }
        const edits = Object.entries(get().edits).filter(([key]) => fieldOf(key).id !== lineId)
        set({ edits: Object.fromEntries(edits) })
        return true
      }, false),
    changeLine: (lineId, changes) =>
      queued(async () => {
        const trouble = await tried('order.change-line', {
          orderId,
          lineId,
          changes,
          seen: seenLine(get().view, lineId),
        })
        if (trouble) set({ trouble })
        await load()
        return trouble === null
      }, false),
    edit: (name, payload) =>
      queued<Trouble | null>(
        async () => {
          const trouble = await tried(name, payload)
          await load()
          return trouble
        },
        { kind: 'fault', fault: 'internal' },
      ),
    saveAll: () => queued(saveAll, false),
    ready: () =>
      queued(async () => {
        const { view, pendingLines, productText } = get()
        const empty = (view?.lines.length ?? 0) + pendingLines.length === 0
        const missing = productText.trim() !== '' ? 'product' : empty ? 'line' : null
        const saved = empty || (await saveAll())
        if (saved && missing === null) return true
        const trouble = saved && missing ? ({ kind: 'missing', missing } as const) : get().trouble
        set({ trouble: trouble ?? { kind: 'missing', missing: 'mending' } })
        return false
      }, false),
    act: (name, payload) =>
      queued(async () => {
        const trouble = await tried(name, payload)
        if (trouble?.kind === 'refused' && trouble.refusal.field === 'poNumber') {
          setEdit(headerKey('poNumber'), { from: '', text: '', trouble })
          return false
        }
        if (trouble) set({ trouble })
        await load()
        return trouble === null
      }, false),
    refill(issueId, { start = get().start, edits = {}, pendingLines = [] }) {
      const { filledIssues } = get()
      if (filledIssues.includes(issueId)) return
      set({
        start,
        edits: { ...get().edits, ...edits },
        pendingLines: [...get().pendingLines, ...pendingLines],
        filledIssues: [...filledIssues, issueId],
      })
    },
    forgetIssue: issueId => set({ filledIssues: get().filledIssues.filter(filled => filled !== issueId) }),
    report: trouble => set({ trouble }),
    fail: error => set({ trouble: troubleOf(error) }),
    discard: () => set({ start: null, edits: {}, pendingLines: [], productText: '', trouble: null }),
  }
}
