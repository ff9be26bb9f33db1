import type { Address, CustomerEntry } from '../../../shared/domain/customer/customer-row.ts'
import { useAsk } from '../../app/use-ask.ts'
import { formatCents } from '../../parts/format-money.ts'
import { percentOf } from '../../parts/percent-of.ts'
import { useWords } from '../../words/use-words.ts'
import classes from './customer.module.css'

type Fact = readonly [name: string, value: string]

/** What is on file about a customer, for those who may look at it and not change it: everything but the Advanced tab. */
export function DetailFacts({ customer }: { customer: CustomerEntry }) {
  const words = useWords()
  const w = words.customers
  const company = useAsk('company.settings', {}).data
  const users = useAsk('users.all', {}).data ?? []
  const terms = words.listed.name(
    company?.terms.find(({ code }) => code === customer.termsCode)?.name ?? customer.termsCode,
  )
  const salesperson = users.find(({ id }) => id === customer.salespersonId)?.name ?? w.nobody
  const limit = customer.creditLimitCents === null ? w.unlimited : formatCents(customer.creditLimitCents)
  return (
    <>
      <Facts
        title={w.general}
        facts={[
          [w.code, customer.code],
          [w.name, customer.name],
          [w.type, customer.type],
          [w.phone, customer.phone],
          [w.status, customer.active ? words.parts.tag.active : words.parts.tag.inactive],
        ]}
      />
      <Facts title={w.billingAddress} facts={[[w.line1, linesOf(customer.billingAddress)]]} />
      <Facts
        title={w.shipTos}
        facts={customer.shipTos.map(({ name, address }) => [name, linesOf(address)])}
      />
      <Facts
        title={w.contacts}
        facts={customer.contacts.map(({ name, email, kind }) => [name, `${email}\n${w.contactKinds[kind]}`])}
      />
      <Facts
        title={w.termsAndCredit}
        facts={[
          [w.terms, terms],
          [w.paymentMethod, words.listed.name(customer.paymentMethod)],
          [w.creditLimit, limit],
          [w.creditHold, customer.creditHold ? w.yes : w.no],
        ]}
      />
      <Facts
        title={w.selling}
        facts={[
          [w.salesperson, salesperson],
          [w.carrier, words.listed.name(customer.carrier)],
          [w.priceLevel, customer.priceLevel],
          [w.taxPercent, percentOf(customer.taxBps)],
          [w.currency, customer.currency],
          [w.tags, customer.tags.join(', ')],
        ]}
      />
      <Facts
        title={w.emails}
        facts={[
          [w.invoiceEmails, customer.invoiceEmails.join(', ')],
          [w.statementEmails, customer.statementEmails.join(', ') || w.statementEmailsHint],
          [w.language, words.listed.languages[customer.language]],
          [w.notes, customer.notes],
        ]}
      />
    </>
  )
}

/** The Advanced tab for those who may not change it. */
export function AdvancedFacts({ customer }: { customer: CustomerEntry }) {
  const w = useWords().customers
  const yesOrNo = (on: boolean) => (on ? w.yes : w.no)
  return (
    <Facts
      title={w.tabs.advanced}
      facts={[
        [w.paymentLinksEnabled, yesOrNo(customer.paymentLinksEnabled)],
        [w.requirePaymentOnConfirm, yesOrNo(customer.requirePaymentOnConfirm)],
        [w.poRequired, yesOrNo(customer.poRequired)],
        [w.financeChargeException, yesOrNo(customer.financeChargeException)],
        [w.remindersEnabled, yesOrNo(customer.remindersEnabled)],
        [w.automaticInvoices, w.automatic[customer.automaticInvoices]],
        [w.invoiceFooter, customer.invoiceFooter],
      ]}
    />
  )
}

function Facts({ title, facts }: { title: string; facts: readonly Fact[] }) {
  const { none } = useWords().parts
  return (
    <>
      <h2 className={classes.group}>{title}</h2>
      {facts.length === 0 ? (
        <p className={classes.fact}>{none}</p>
      ) : (
        <dl className={`${classes.fields} ${classes.facts}`}>
          {facts.map(([name, value], place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two ship-tos may have the same name, and nothing moves
            <div key={place}>
              <dt>{name}</dt>
              <dd className={classes.fact}>{value === '' ? none : value}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}

function linesOf({ line1, line2, city, region, postalCode, country }: Address): string {
  const place = [city, [region, postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ')
  return [line1, line2, place, country].filter(Boolean).join('\n')
}
