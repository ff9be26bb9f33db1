/** What the relay calls a customer's question, in either language: the kind of document, and the numbers. */
const SUBJECT =
  /^(?:Question about|Pregunta sobre) (invoice|order|la factura|el pedido) (\S+(?:, \S+)*(?: …)?) (?:from|de) /

/** What a question is about, in the words for an invoice and an order; its subject as it is where that tells none. */
export function questionSubject(subject: string, words: { invoice: string; order: string }): string {
  const [, kind, numbers] = SUBJECT.exec(subject) ?? []
  if (kind === undefined) return subject
  return `${kind === 'order' || kind === 'el pedido' ? words.order : words.invoice} ${numbers}`
}
