export interface ChoiceConfig {
  written: { locale: string; currency: string; digits: number }
  decimal: string
  /** The least that may be paid; null where payments in part are off. */
  leastCents: number | null
  /** `{}` stands for an amount. */
  pay: string
  /** What the button says while an amount stands there that can't be paid. */
  checkAmount: string
  ofOpen: string
  nothingPicked: string
  noAmount: string
  belowMinimum: string
  aboveOpen: string
  toPayNow: string
  /** `{least}` and `{open}` stand for amounts. */
  amountToPay: string
}

/**
 * Runs in the payer's browser where they may choose: the amount, the Pay button and what it says it charges follow each
 * box and what is typed. Of what can't be paid neither names an amount; what is wrong is told at the field once it is
 * left. The page is served this function's own source text, so it uses nothing from outside itself but
 * what it is given.
 */
export function choiceClient(
  config: ChoiceConfig,
  readAmount: (text: string, decimal: string, digits: number) => number | null,
): void {
  const { locale, currency, digits } = config.written
  const format = new Intl.NumberFormat(locale, {
    useGrouping: 'always',
    ...(currency === '' ? { minimumFractionDigits: digits } : { style: 'currency', currency }),
  } as Intl.NumberFormatOptions)
  const money = (cents: number) => format.format(cents / 10 ** digits).replace(/[\u00a0\u2009\u202f]/g, ' ')
  const boxes = () => [...document.querySelectorAll<HTMLInputElement>('input[name="pick"]')]
  const idOf = (box: HTMLInputElement) => box.value.slice(0, 36)
  const dueOf = (box: HTMLInputElement) => Number(box.value.split('~')[1])
  const amount = document.querySelector<HTMLInputElement>('input[name="amount"]')
  let left = new Set(
    boxes()
      .filter(box => !box.checked)
      .map(idOf),
  )
  let whole = 0

  function show(isSpoken: boolean, isTyping = false): void {
    const all = boxes()
    const shown = document.querySelector<HTMLInputElement>('input[name="shown"]')
    const press = document.getElementById('press')
    const big = document.querySelector<HTMLElement>('#amount .amt')
    if (shown === null || press === null || big === null) return
    if (document.body.dataset.paying !== undefined) return
    whole = all.length > 0 ? all.reduce((sum, box) => sum + dueOf(box), 0) : Number(shown.dataset.open)
    const open = all.length > 0 ? all.reduce((sum, box) => sum + (box.checked ? dueOf(box) : 0), 0) : whole
    const typed = amount?.value.trim() ?? ''
    const wanted = typed === '' ? open : readAmount(typed, config.decimal, digits)
    const least = Math.min(open, config.leastCents ?? open)
    const isNothing = open === 0
    let wrong = ''
    if (isNothing) wrong = ''
    else if (wanted === null) wrong = config.noAmount
    else if (typed !== '' && wanted > open) wrong = config.aboveOpen.replace('{}', money(open))
    else if (typed !== '' && wanted < least) wrong = config.belowMinimum.replace('{}', money(least))
    amount?.setCustomValidity(wrong)
    const label = document.querySelector('label[for="part"]')
    if (label !== null)
      label.textContent = isNothing
        ? config.nothingPicked
        : config.amountToPay.replace('{least}', money(least)).replace('{open}', money(open))
    const told = document.getElementById('part-wrong')
    // Who is still typing is not corrected; what was told goes as soon as it is mended.
    if (told !== null && !(isTyping && told.textContent === '')) {
      if (told.textContent !== wrong) told.textContent = wrong
      amount?.setAttribute('aria-invalid', String(wrong !== ''))
    }
    if (wrong !== '') amount?.closest('details')?.setAttribute('open', '')
    all[0]?.setCustomValidity(isNothing ? config.nothingPicked : '')
    const cents = wrong === '' && !isNothing ? wanted : null
    shown.value = cents === null ? '' : String(cents)
    press.textContent =
      cents === null
        ? isNothing
          ? config.nothingPicked
          : config.checkAmount
        : config.pay.replace('{}', money(cents))
    press.setAttribute('aria-disabled', String(cents === null))
    big.textContent = cents === null ? '—' : money(cents)
    if (cents !== null) big.dataset.cents = String(cents)
    const part = document.getElementById('part-of')
    if (part !== null)
      part.textContent =
        cents !== null && cents < whole ? `${config.ofOpen.replace('{}', money(whole))} · ` : ''
    const spoken = document.getElementById('spoken')
    // What is wrong with an amount is read from the field.
    if (!isSpoken || spoken === null || wrong !== '') return
    spoken.textContent = cents === null ? config.nothingPicked : `${config.toPayNow}: ${money(cents)}`
  }

  document.addEventListener('change', event => {
    const box = event.target as HTMLInputElement
    if (box.name === 'pick') {
      if (box.checked) left.delete(idOf(box))
      else left.add(idOf(box))
    }
    if (box.name === 'pick' || box.name === 'amount') show(true)
  })
  amount?.addEventListener('input', () => show(false, true))
  amount?.addEventListener('blur', () => show(false))
  // The page drew its invoices anew: what was chosen stays chosen, and what came back joins only who pays everything.
  document.addEventListener('florin-shown', () => {
    const known = left
    left = new Set()
    for (const box of boxes()) {
      if (known.has(idOf(box))) box.checked = false
      if (!box.checked) left.add(idOf(box))
    }
    for (const id of known) left.add(id)
    show(false)
  })
  show(false)
}
