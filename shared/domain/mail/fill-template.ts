/** What stands for each placeholder of a mail's subject and message; amounts and dates are written out already. */
export interface TemplateValues {
  company: string
  customer: string
  number: string
  amount: string
  due: string
}

/** A subject or message with its placeholders `{company} {customer} {number} {amount} {due}` filled in; others stay. */
export function fillTemplate(text: string, values: TemplateValues): string {
  return text.replace(
    /\{(company|customer|number|amount|due)\}/g,
    (_, name: keyof TemplateValues) => values[name],
  )
}
