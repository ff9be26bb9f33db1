// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepClicksInOneLayer } from './one-layer-clicks.ts'

let stop: () => void
let heard: string[]

for (const type of ['mousedown', 'click'])
  document.body.addEventListener(type, ({ target }) => heard.push(`${type} ${(target as Element).id}`))

beforeEach(() => {
  stop = keepClicksInOneLayer(window)
  heard = []
  document.body.innerHTML = `
    <button id="open"></button><div id="row"></div>
    <div class="mantine-Modal-root"><div id="overlay"></div><button id="charge"></button></div>`
})
afterEach(() => stop())

/** The nth click of a press in one place. */
function click(id: string, nth: number) {
  for (const type of ['mousedown', 'mouseup', 'click'])
    document
      .getElementById(id)!
      .dispatchEvent(new MouseEvent(type, { detail: nth, bubbles: true, cancelable: true }))
}
const clicks = () => heard.filter(each => each.startsWith('click'))

test('the second click does not press what a dialog that closed uncovers', () => {
  click('charge', 1)
  document.querySelector('.mantine-Modal-root')!.remove()
  click('row', 2)
  expect(heard).toEqual(['mousedown charge', 'click charge'])
})

test('the second click does not close the dialog that the first opened', () => {
  click('open', 1)
  click('overlay', 2)
  expect(clicks()).toEqual(['click open'])
})

test('two clicks in one place count, and so does a new one elsewhere', () => {
  click('charge', 1)
  click('charge', 2)
  click('row', 1)
  click('row', 2)
  click('overlay', 1)
  expect(clicks()).toEqual(['click charge', 'click charge', 'click row', 'click row', 'click overlay'])
})
