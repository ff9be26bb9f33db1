export interface ChoiceConfig {
  written: { locale: string; currency: string; digits: number }
  decimal: string
  /** The least that may be paid; null where payments in part are off. */
  leastCents: number | null
  /** `{}` stands for an amount. */
  pay: string
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
 * box and what is typed. The page is served this function's own source text, so it uses nothing from outside itself but
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

  function show(isSpoken: boolean): void {
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
    let wrong = ''
    if (wanted === null) wrong = config.noAmount
    else if (typed !== '' && wanted > open) wrong = config.aboveOpen.replace('{}', money(open))
    else if (typed !== '' && wanted < least) wrong = config.belowMinimum.replace('{}', money(least))
    amount?.setCustomValidity(wrong)
    const label = document.querySelector('label[for="part"]')
    if (label !== null)
      label.textContent = config.amountToPay.replace('{least}', money(least)).replace('{open}', money(open))
    if (wrong !== '') amount?.closest('details')?.setAttribute('open', '')
    all[0]?.setCustomValidity(open === 0 ? config.nothingPicked : '')
    const cents = wrong === '' && wanted !== null ? wanted : open
    shown.value = String(cents)
    press.textContent = config.pay.replace('{}', money(cents))
    big.textContent = money(cents)
    big.dataset.cents = String(cents)
    const part = document.getElementById('part-of')
    if (part !== null)
      part.textContent = cents < whole ? `${config.ofOpen.replace('{}', money(whole))} · ` : ''
    const spoken = document.getElementById('spoken')
    if (isSpoken && spoken !== null) spoken.textContent = wrong || `${config.toPayNow}: ${money(cents)}`
  }

  document.addEventListener('change', event => {
    const box = event.target as HTMLInputElement
    if (box.name === 'pick') {
      if (box.checked) left.delete(idOf(box))
      else left.add(idOf(box))
    }
    if (box.name === 'pick' || box.name === 'amount') show(true)
  })
  amount?.addEventListener('input', () => show(false))
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
