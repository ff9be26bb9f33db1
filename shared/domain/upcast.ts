/** Lifts a payload of one version of a command to the next: pure, and never changed once it has shipped. */
export type Upcast = (payload: unknown) => unknown

/** For each command, by the version a payload has: how it becomes the next one. Every version ever shipped stays. */
export const UPCASTS: Readonly<Record<string, Readonly<Record<number, Upcast>>>> = {
  'company.change': { 1: payload => payload, 2: payload => payload },
  // Their tax may have a third decimal of a percent; before, it had two.
  'customer.add': {
    1: payload => ({ ...(payload as object), remindersEnabled: true }),
    2: payload => payload,
  },
  'customer.change': { 1: payload => payload, 2: payload => payload },
  'company.create': {
    1: payload => ({
      ...(payload as object),
      charges: [],
      creditReasons: [],
      orderChangePolicy: 'anyone',
      closedThrough: null,
      nsfFeeCents: 0,
      financeChargeBps: 0,
      financeChargeFromDays: 31,
    }),
    2: payload => ({
      ...(payload as object),
      manualLinksEnabled: true,
      automaticInvoiceHour: 18,
      payerPicksInvoices: false,
      partialPayments: false,
      partialMinimumCents: 0,
      mailTemplates: [],
      logo: '',
      remindersEnabled: false,
      reminderDays: [-3, 0, 7, 14],
      reminderHour: 9,
      quietFromHour: 20,
      quietUntilHour: 7,
      mailsPerMinute: 60,
    }),
  },
  'import.add-rows': {
    1: payload => {
      const chunk = payload as { kind: string; rows: object[] }
      if (chunk.kind !== 'customers') return chunk
      return { ...chunk, rows: chunk.rows.map(one => ({ ...one, remindersEnabled: true })) }
    },
    2: payload => payload,
  },
  // A line may say its quantity; before, none did.
  'credit.create': { 1: payload => payload },
  'credit.resubmit': { 1: payload => payload },
  'order.create': { 1: payload => ({ ...(payload as object), charges: null }) },
  'order.change-line': { 1: payload => ({ ...(payload as object), seen: null }) },
  'payment.receive': {
    1: payload => {
      const received = payload as { applications: object[] }
      const applications = received.applications.map(wanted => ({ ...wanted, discountCents: 0 }))
      return { ...received, applications }
    },
    2: payload => payload,
    3: payload => payload,
  },
  // From requests they became facts.
  'payment.mark-nsf': { 1: payload => payload },
  'payment.mark-chargeback': { 1: payload => payload },
  'payment.capture': {
    1: payload => ({ ...(payload as object), invoiceIds: null }),
    2: payload => ({ ...(payload as object), credits: null }),
    3: payload => ({ ...(payload as object), language: null }),
  },
  'payment.email-receipt': { 1: payload => ({ ...(payload as object), language: null }) },
  'link.take-by-phone': { 1: payload => ({ ...(payload as object), orderId: null }) },
  'order.void': { 1: payload => ({ ...(payload as object), releasePayments: false }) },
}

/**
 * A payload of any shipped version as the newest command takes it, for the relay that is given it and for the desktop
 * that has it queued. What no version ever looked like stays as it is: the schema refuses it. Throws when a step is missing, and
 * for a version newer than `to`.
 */
export function upcast(name: string, from: number, to: number, payload: unknown, upcasts = UPCASTS): unknown {
  if (from > to) throw new Error(`version ${from} of ${name} is not known here`)
  let lifted = payload
  for (let version = from; version < to; version++) {
    const step = upcasts[name]?.[version]
    if (!step) throw new Error(`${name} has no way from version ${version} to ${version + 1}`)
    try {
      lifted = step(lifted)
    } catch {
      return lifted
    }
  }
  return lifted
}
