import type { FromFields, ToFields } from './fields-protocol.ts'
import type { Words } from './words.ts'

export type FieldsConfig = {
  parentOrigin: string
  publishableKey: string
  method: 'card' | 'ach'
  /** The current month, YYYYMM. */
  month: number
  words: Words
}

type FieldName = keyof Words['wrong']
type Verdict = 'ok' | 'incomplete' | 'wrong'
type FromFieldsBody<T = FromFields> = T extends FromFields ? Omit<T, 'height'> : never

/**
 * Runs in the payer's browser inside the frame. The page is served this function's own source text, so it must
 * use nothing from outside itself but types.
 */
export function fieldsClient(config: FieldsConfig): void {
  const words = config.words
  const names: FieldName[] = config.method === 'card' ? ['number', 'expiry', 'cvc'] : ['routing', 'account']
  const inputs = new Map(names.map(name => [name, document.getElementById(name) as HTMLInputElement]))
  const message = document.getElementById('message') as HTMLElement
  const brandMark = document.getElementById('brand')
  let busy = false

  for (const [name, input] of inputs) {
    input.addEventListener('input', event => {
      reformat(name, input)
      mark(input, false)
      if (names.every(each => inputs.get(each)?.getAttribute('aria-invalid') !== 'true')) say('')
      const inserted = event instanceof InputEvent && event.inputType.startsWith('insert')
      if (inserted && input.selectionStart === input.value.length && isFull(name)) neighbor(name, 1)?.focus()
      postChange()
    })
    input.addEventListener('blur', () => {
      if (verdict(name) !== 'wrong') return
      mark(input, true)
      say(words.wrong[name])
      postChange()
    })
    input.addEventListener('keydown', event => {
      if (event.key === 'Enter') {
        event.preventDefault()
        post({ florin: 'enter' })
      }
      if (event.key === 'Backspace' && input.value === '') {
        const previous = neighbor(name, -1)
        if (previous === undefined) return
        event.preventDefault()
        previous.focus()
        previous.setSelectionRange(previous.value.length, previous.value.length)
      }
    })
  }

  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-number]')) {
    button.addEventListener('click', () => {
      const year = Math.floor(config.month / 100) + 3
      const filled = {
        number: button.dataset.number,
        expiry: `12${year % 100}`,
        cvc: '1234',
        account: button.dataset.number,
        routing: button.dataset.routing,
      }
      for (const [name, input] of inputs) {
        input.value = filled[name] ?? ''
        reformat(name, input)
        mark(input, false)
      }
      say('')
      postChange()
    })
  }

  window.addEventListener('message', event => {
    if (event.source !== window.parent || event.origin !== config.parentOrigin) return
    const order = event.data as ToFields | null
    if (order?.florin === 'focus') inputs.get(names[0]!)?.focus()
    if (order?.florin === 'submit' && typeof order.id === 'string') void submit(order.id)
  })
  document.getElementById('fields')?.addEventListener('submit', event => event.preventDefault())
  new ResizeObserver(() => post({ florin: 'resize' })).observe(document.body)
  post({ florin: 'ready' })

  async function submit(id: string): Promise<void> {
    if (busy) return
    const bad = names.find(name => verdict(name) !== 'ok')
    if (bad !== undefined) {
      const kind = verdict(bad) === 'wrong' ? 'wrong' : 'incomplete'
      const input = inputs.get(bad)!
      mark(input, true)
      input.focus()
      return fail(id, words[kind][bad])
    }
    setBusy(true)
    try {
      const typed = Object.fromEntries(names.map(name => [name, digits(inputs.get(name)!.value)]))
      const answer = await fetch('/tokens', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ key: config.publishableKey, kind: config.method, ...typed }),
      })
      if (answer.ok) {
        const { token, method } = await answer.json()
        say('')
        post({ florin: 'token', id, token, method })
      } else if (answer.status === 422) {
        mark(inputs.get(config.method === 'card' ? 'number' : 'account')!, true)
        fail(id, words.notATestCard)
      } else {
        fail(id, words.notReached)
      }
    } catch {
      fail(id, words.notReached)
    } finally {
      setBusy(false)
    }
  }

  function fail(id: string, error: string): void {
    say(error)
    post({ florin: 'error', id, error })
  }

  function setBusy(now: boolean): void {
    busy = now
    for (const input of inputs.values()) input.readOnly = now
  }

  function postChange(): void {
    const complete = names.every(name => verdict(name) === 'ok')
    const error = message.textContent
    post(error ? { florin: 'change', complete, error } : { florin: 'change', complete })
  }

  function post(body: FromFieldsBody): void {
    if (window.parent === window) return
    const height = Math.ceil(document.body.getBoundingClientRect().height)
    window.parent.postMessage({ ...body, height }, config.parentOrigin)
  }

  function say(text: string): void {
    if (message.textContent !== text) message.textContent = text
  }

  function mark(input: HTMLInputElement, wrong: boolean): void {
    if (wrong) input.setAttribute('aria-invalid', 'true')
    else input.removeAttribute('aria-invalid')
  }

  function neighbor(name: FieldName, step: 1 | -1): HTMLInputElement | undefined {
    const next = names[names.indexOf(name) + step]
    return next === undefined ? undefined : inputs.get(next)
  }

  function isFull(name: FieldName): boolean {
    return verdict(name) === 'ok' && (name !== 'number' || digits(inputs.get(name)!.value).length >= 15)
  }

  function verdict(name: FieldName): Verdict {
    const typed = digits(inputs.get(name)!.value)
    if (name === 'number') return judgeNumber(typed)
    if (name === 'expiry') return judgeExpiry(typed)
    if (name === 'routing') return judgeRouting(typed)
    if (name === 'account') return typed.length < 4 ? 'incomplete' : 'ok'
    return typed.length < cvcLength() ? 'incomplete' : 'ok'
  }

  function judgeNumber(typed: string): Verdict {
    if (typed.length < numberLength(typed)) return 'incomplete'
    let sum = 0
    for (let place = 0; place < typed.length; place++) {
      const digit = Number(typed[typed.length - 1 - place])
      const doubled = place % 2 === 1 ? digit * 2 : digit
      sum += doubled > 9 ? doubled - 9 : doubled
    }
    return sum % 10 === 0 ? 'ok' : 'wrong'
  }

  function judgeExpiry(typed: string): Verdict {
    if (typed.length < 4) return 'incomplete'
    const month = Number(typed.slice(0, 2))
    const due = (2000 + Number(typed.slice(2))) * 100 + month
    return month >= 1 && month <= 12 && due >= config.month && due < config.month + 3000 ? 'ok' : 'wrong'
  }

  function judgeRouting(typed: string): Verdict {
    if (typed.length < 9) return 'incomplete'
    const weights = [3, 7, 1]
    const sum = [...typed].reduce((total, digit, place) => total + Number(digit) * weights[place % 3]!, 0)
    return sum % 10 === 0 ? 'ok' : 'wrong'
  }

  function brandOf(typed: string): string {
    if (/^3[47]/.test(typed)) return 'amex'
    if (/^4/.test(typed)) return 'visa'
    if (/^(5[1-5]|2[2-7])/.test(typed)) return 'mastercard'
    return /^6(011|5)/.test(typed) ? 'discover' : ''
  }

  function numberLength(typed: string): number {
    return brandOf(typed) === 'amex' ? 15 : 16
  }

  function cvcLength(): number {
    return brandOf(digits(inputs.get('number')!.value)) === 'amex' ? 4 : 3
  }

  function digits(text: string): string {
    return text.replace(/\D/g, '')
  }

  /** Rewrites the value in its usual groups and keeps the caret behind the same digit. */
  function reformat(name: FieldName, input: HTMLInputElement): void {
    const before = digits(input.value.slice(0, input.selectionStart ?? input.value.length)).length
    const atEnd = input.selectionStart === input.value.length
    input.value = grouped(name, input.value)
    if (name === 'number' && brandMark !== null) brandMark.dataset.brand = brandOf(digits(input.value))
    let caret = 0
    for (let seen = 0; seen < before && caret < input.value.length; caret++) {
      if (/\d/.test(input.value[caret]!)) seen++
    }
    if (document.activeElement === input) {
      const end = atEnd ? input.value.length : caret
      input.setSelectionRange(end, end)
    }
  }

  function grouped(name: FieldName, value: string): string {
    const typed = digits(value)
    if (name === 'routing') return typed.slice(0, 9)
    if (name === 'account') return typed.slice(0, 17)
    if (name === 'cvc') return typed.slice(0, cvcLength())
    if (name === 'expiry') return groupExpiry(typed, value)
    const cut = typed.slice(0, numberLength(typed))
    const groups =
      brandOf(typed) === 'amex' ? /(\d{4})(\d{0,6})(\d{0,5})/ : /(\d{4})(\d{0,4})(\d{0,4})(\d{0,4})/
    const found = groups.exec(cut)
    return found === null ? cut : found.slice(1).filter(Boolean).join(' ')
  }

  function groupExpiry(typed: string, value: string): string {
    // A four-digit year comes from autofill.
    const cut = /^\d{2}20\d{2}$/.test(typed) ? typed.slice(0, 2) + typed.slice(4) : typed.slice(0, 4)
    const month = /^[2-9]/.test(cut) ? `0${cut}` : cut
    if (month.length > 2) return `${month.slice(0, 2)} / ${month.slice(2, 4)}`
    // The slash comes with the second digit, and goes with the first Backspace.
    return month.length === 2 && (/^[2-9]/.test(cut) || value.length === 2) && !/ \/$/.test(value)
      ? `${month} / `
      : month
  }
}
