import { expect, test } from 'vitest'
import { aDesk } from '../../../shared/testing/desk.ts'
import { headerKey, isSaved, lineKey } from './order-draft.ts'
import { form, newForm, newLine, savedForm, viewOf } from './testing/order-forms.ts'
import { unsavedEntries } from './unsaved-entries.ts'

test('the first line creates the order with the header as typed', async () => {
  const desk = aDesk()
  const f = newForm(desk)
  f.type(headerKey('poNumber'), '', 'PS-1')
  await f.addLine(newLine(desk, f.state().orderId))
  expect(f.given).toEqual(['order.create'])
  expect(f.state().view?.order.poNumber).toBe('PS-1')
  expect(f.state().view?.lines).toHaveLength(1)
  expect(isSaved(f.last())).toBe(true)
})

test('lines added while the order is being created follow it', async () => {
  const desk = aDesk()
  const f = newForm(desk)
  const first = newLine(desk, f.state().orderId)
  const second = newLine(desk, f.state().orderId, { position: 2 })
  const adding = f.addLine(first)
  f.type(lineKey(first.id, 'boxes'), 2, '7')
  await Promise.all([adding, f.save(lineKey(first.id, 'boxes')), f.addLine(second)])
  expect(f.state().view?.lines.map(line => line.boxes)).toEqual([7, 2])
  expect(isSaved(f.last())).toBe(true)
})

test('an edit says what the person saw and goes once it is saved', async () => {
  const desk = aDesk()
  const f = savedForm(desk)
  f.type(lineKey(f.line.id, 'boxes'), 2, '3')
  expect(isSaved(f.last())).toBe(false)
  await f.save(lineKey(f.line.id, 'boxes'))
  expect(desk.ledger.row('order_lines', f.line.id).boxes).toBe(3)
  expect(f.state().edits).toEqual({})
  expect(f.state().savedAt).toBe(1)
})

test('a field someone is in keeps its text, and what is typed next builds on what was saved', async () => {
  const desk = aDesk()
  const f = savedForm(desk)
  const key = lineKey(f.line.id, 'priceE4')
  f.focus(key)
  f.type(key, f.line.priceE4, '4.7')
  await f.save(key, true)
  expect(f.state().edits[key]?.text).toBe('4.7')
  f.type(key, 47_000, '4.75')
  f.focus(null)
  await f.save(key)
  expect(desk.ledger.row('order_lines', f.line.id).priceE4).toBe(47_500)
  expect(f.state().edits).toEqual({})
})

test('a refused edit keeps what was typed, with the reason', async () => {
  const desk = aDesk()
  const f = savedForm(desk)
  const key = lineKey(f.line.id, 'boxes')
  f.type(key, 2, '0')
  await f.save(key)
  expect(f.state().edits[key]).toMatchObject({
    text: '0',
    trouble: { refusal: { code: 'quantity-required' } },
  })
  expect(desk.ledger.row('order_lines', f.line.id).boxes).toBe(2)
})

test('while someone is typing nothing is said about what can not stand yet', async () => {
  const desk = aDesk()
  const f = savedForm(desk)
  const key = lineKey(f.line.id, 'boxes')
  for (const text of ['', '0', 'x']) {
    f.type(key, 2, text)
    await f.save(key, true)
    expect(f.state().edits[key]).toEqual({ from: 2, text, trouble: null })
  }
  expect(f.given).toEqual([])
})

test('a field changed elsewhere meanwhile is refused with both values; saving again means mine', async () => {
  const desk = aDesk()
  const f = savedForm(desk)
  const key = lineKey(f.line.id, 'boxes')
  f.type(key, 2, '8')
  const changes = { boxes: { from: 2, to: 6 } }
  desk.must('order.change-line', { orderId: f.order.id, lineId: f.line.id, changes })
  await f.save(key)
  expect(f.state().edits[key]).toMatchObject({
    from: 6,
    text: '8',
    trouble: { refusal: { code: 'changed-meanwhile', params: { yours: 8, theirs: 6 } } },
  })
  await f.save(key)
  expect(desk.ledger.row('order_lines', f.line.id).boxes).toBe(8)
  expect(f.state().edits).toEqual({})
})

test('a change made elsewhere shows at once, except over what is being typed', () => {
  const desk = aDesk()
  const f = savedForm(desk)
  const boxes = lineKey(f.line.id, 'boxes')
  const price = lineKey(f.line.id, 'priceE4')
  f.type(boxes, 2, '2')
  f.type(price, 3800, '0.39')
  desk.must('order.change-line', {
    orderId: f.order.id,
    lineId: f.line.id,
    changes: { boxes: { from: 2, to: 6 }, priceE4: { from: 3800, to: 4100 } },
  })
  f.see(viewOf(desk, f.order.id))
  expect(Object.keys(f.state().edits)).toEqual([price])
  expect(f.state().view?.lines[0]?.boxes).toBe(6)
})

test('a line that can not stand stays in the form until it is mended', async () => {
  const desk = aDesk()
  const f = newForm(desk)
  const line = newLine(desk, f.state().orderId, { bunchesPerBox: 0 })
  await f.addLine(line)
  expect(f.state().created).toBe(false)
  expect(f.state().pendingLines[0]?.trouble).toMatchObject({ refusal: { field: 'line.bunchesPerBox' } })
  f.type(lineKey(line.id, 'bunchesPerBox'), 0, '12')
  await f.save(lineKey(line.id, 'bunchesPerBox'))
  expect(f.state().view?.lines[0]?.bunchesPerBox).toBe(12)
  expect(isSaved(f.last())).toBe(true)
})

test('a change whose answer was lost is given again without doubling anything', async () => {
  const desk = aDesk()
  const f = newForm(desk)
  f.ports.lost = true
  await f.addLine(newLine(desk, f.state().orderId))
  expect(f.state().created).toBe(false)
  expect(f.state().trouble).toEqual({ kind: 'fault', fault: 'connection-lost' })
  f.ports.lost = false
  expect(await f.saveAll()).toBe(true)
  expect(f.state().view?.lines).toHaveLength(1)
  expect(f.state().trouble).toBeNull()
  expect(desk.ledger.all('orders')).toHaveLength(1)
})

test('everything typed comes back after a reload', async () => {
  const desk = aDesk()
  const f = savedForm(desk)
  f.type(headerKey('invoiceNote'), '', 'Call first')
  f.typeProduct('roswh')
  const again = form(desk, JSON.parse(JSON.stringify(f.last())))
  again.see(viewOf(desk, f.order.id))
  expect(again.state().productText).toBe('roswh')
  expect(await again.saveAll()).toBe(true)
  expect(desk.ledger.row('orders', f.order.id).invoiceNote).toBe('Call first')
})

test('what is left unsaved is not confirmed away', async () => {
  const desk = aDesk()
  const f = savedForm(desk)
  f.type(headerKey('shipOn'), '2026-11-27', '')
  expect(await f.saveAll()).toBe(false)
  expect(f.state().edits[headerKey('shipOn')]?.trouble).toEqual({ kind: 'text', problem: 'not-a-date' })
})

test('a removed line takes its edits along', async () => {
  const desk = aDesk()
  const f = savedForm(desk)
  f.type(lineKey(f.line.id, 'boxes'), 2, '9')
  expect(await f.removeLine(f.line.id)).toBe(true)
  expect(f.state().view?.lines).toEqual([])
  expect(f.state().edits).toEqual({})
})

test('confirming what someone else changed is refused with both totals', async () => {
  const desk = aDesk()
  const f = savedForm(desk)
  const changes = { boxes: { from: 2, to: 6 } }
  desk.must('order.change-line', { orderId: f.order.id, lineId: f.line.id, changes })
  const confirm = { orderId: f.order.id, issuedOn: '2026-11-25', expectedTotalCents: 22_800 }
  expect(await f.act('order.confirm', confirm)).toBe(false)
  expect(f.state().trouble).toMatchObject({ refusal: { code: 'order-changed' } })
  expect(f.state().view?.order.totalCents).toBe(68_400)
})

test('a refused request is filled in once, also over a reload, until it is closed', async () => {
  const desk = aDesk()
  const f = savedForm(desk)
  const refill = (id: string) => ({
    pendingLines: [{ line: newLine(desk, id, { position: 2 }), trouble: null }],
  })
  f.refill('issue', refill(f.order.id))
  const again = form(desk, JSON.parse(JSON.stringify(f.last())))
  again.refill('issue', refill(f.order.id))
  expect(again.state().pendingLines).toHaveLength(1)
  expect(await again.saveAll()).toBe(true)
  expect(again.last().filledIssues).toEqual(['issue'])
  again.forgetIssue('issue')
  expect(again.last().filledIssues).toEqual([])
})

test('what is typed after the answer of the creation was lost is saved on top of it', async () => {
  const desk = aDesk()
  const f = newForm(desk)
  const first = newLine(desk, f.state().orderId)
  f.type(headerKey('poNumber'), '', 'PS-1')
  f.ports.lost = true
  await f.addLine(first)
  const again = form(desk, JSON.parse(JSON.stringify(f.last())))
  again.type(headerKey('poNumber'), '', 'PS-2')
  again.type(lineKey(first.id, 'boxes'), 2, '9')
  await again.save(lineKey(first.id, 'boxes'))
  await again.addLine(newLine(desk, f.state().orderId, { position: 2 }))
  const { order, lines } = again.state().view!
  expect(order.poNumber).toBe('PS-2')
  expect(lines.map(line => line.boxes)).toEqual([9, 2])
  expect(isSaved(again.last())).toBe(true)
  expect(desk.ledger.all('orders')).toHaveLength(1)
})

test('a line whose answer was lost keeps what was typed into it since', async () => {
  const desk = aDesk()
  const f = savedForm(desk)
  const line = newLine(desk, f.order.id, { position: 2 })
  f.ports.lost = true
  await f.addLine(line)
  f.ports.lost = false
  f.type(lineKey(line.id, 'boxes'), 2, '5')
  await f.save(lineKey(line.id, 'boxes'))
  expect(desk.ledger.row('order_lines', line.id).boxes).toBe(5)
  expect(isSaved(f.last())).toBe(true)
})

test('a value that was none counts as seen, also after more typing', () => {
  const desk = aDesk()
  const f = savedForm(desk)
  const key = headerKey('salespersonId')
  f.type(key, null, 'someone')
  f.type(key, 'other', 'someone else')
  expect(f.state().edits[key]?.from).toBeNull()
})

test('a PO number that confirming asks for is missing, not unsaved', async () => {
  const desk = aDesk()
  const f = savedForm(desk)
  const { customerId, id: orderId, totalCents: expectedTotalCents } = f.order
  desk.must('customer.change', { customerId, changes: { poRequired: { from: false, to: true } } })
  expect(await f.act('order.confirm', { orderId, issuedOn: '2026-11-25', expectedTotalCents })).toBe(false)
  expect(unsavedEntries(f.state())).toEqual({ count: 0, missing: ['poNumber'] })
  f.type(headerKey('poNumber'), '', 'PS-1')
  expect(await f.ready()).toBe(true)
})

test('a product typed and not chosen holds the order back until it is chosen or cleared', async () => {
  const desk = aDesk()
  const f = savedForm(desk)
  f.type(headerKey('reference'), '', 'AWB-1')
  f.typeProduct('roswhit60')
  expect(await f.ready()).toBe(false)
  expect(f.state().trouble).toEqual({ kind: 'missing', missing: 'product' })
  expect(desk.ledger.row('orders', f.order.id).reference).toBe('AWB-1')
  f.typeProduct('')
  expect(f.state().trouble).toBeNull()
  expect(await f.ready()).toBe(true)
})
