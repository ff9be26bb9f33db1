import type { RefusalParams, RejectionCode } from '../../shared/domain/rejections.ts'
import { formatCents } from '../parts/format-money.ts'
import { dayText } from './day-text.ts'

type Sentence = (p: RefusalParams) => string

const money = (value: string | number | undefined) => formatCents(Number(value ?? 0))

const creditStandsEn: Record<string, string> = {
  new: 'was not sent for review yet. Send it first',
  'pending-review': 'is waiting for review. Approve or reject it first',
  resubmitted: 'is waiting for review again. Approve or reject it first',
  approved: 'is approved already. Take it back to review to change it',
  rejected: 'was rejected. Change it and send it again',
}

const alreadyEn = (cents: string | number | undefined) =>
  Number(cents ?? 0) === 0 ? '' : `, of which ${money(cents)} is credited already`

const policyEn: Record<string, string> = {
  nobody: 'The company lets nobody change a confirmed order. Void it and enter a new one.',
  'not-sales': 'Sales may not change a confirmed order. Ask a manager or the office.',
  'sales-managers-same-day':
    'Only a Sales Manager may change a confirmed order, and only on the day it was confirmed. Void it and enter a new one, or ask.',
}

/** Every refusal as a sentence that says what to do, in English. */
export const refusalsEn: Record<RejectionCode, Sentence> = {
  invalid: () => 'This is not filled in correctly. Check it and save again.',
  'unknown-command': () =>
    'This version of Florin is too old or too new for that. Update Florin, then try again.',
  quarantined: () =>
    'The relay could not work this out, because of a mistake in Florin. It is kept there and lost nothing. Tell whoever runs the relay.',
  'unknown-user': () => 'Your user is not known here. Log out and in again, or ask an administrator.',
  'not-allowed': () => 'Your roles do not allow this. Ask an administrator, or someone who may.',
  'not-your-customer': p => `${p.customer} is another salesperson’s customer. Ask them, or a manager.`,
  'unknown-company': () => 'The company’s settings have not arrived yet. Wait for the sync, then try again.',
  'unknown-customer': () => 'This customer is not known here. Choose another, or wait for the sync.',
  'unknown-product': () => 'This product is not known here. Choose another, or wait for the sync.',
  'unknown-order': () => 'This order is not known here. Wait for the sync, or enter it again.',
  'unknown-line': () => 'This line was taken off the order meanwhile. Add it again if it is still wanted.',
  'unknown-invoice': () => 'This invoice is not known here. Wait for the sync, then try again.',
  'unknown-payment': () => 'This payment is not known here. Wait for the sync, then try again.',
  'unknown-credit': () => 'This credit is not known here. Wait for the sync, then try again.',
  'unknown-picture': () => 'This picture was taken off already.',
  'unknown-task': () => 'This was dealt with already.',
  'unknown-suppression': () => 'Mails may already go to this address. Wait for the sync, then try again.',
  'unknown-import': () => 'This import is not known here. Wait for the sync, then try again.',
  'already-exists': () => 'This was saved already. Nothing more to do.',
  'customer-inactive': p => `${p.customer} is inactive. Make the customer active again, or choose another.`,
  'customer-merged': p =>
    `${p.customer} turned out to be another customer and was merged into it. Use the one that was kept.`,
  'unknown-charge': () =>
    'This charge was taken off the order meanwhile. Add it again if it is still wanted.',
  'order-not-placed': p => `Order ${p.number} is a draft. Place it first, then email it.`,
  'order-not-confirmed': p => `Order ${p.number} is not confirmed yet. Change it in its form.`,
  'change-not-allowed': p => policyEn[String(p.policy)] ?? policyEn.nobody!,
  'order-revised': p =>
    `Invoice ${p.number} is at revision ${p.revision} by now; you changed revision ${p.expectedRevision}. Look at the new one, then change it again.`,
  'total-below-applied': p =>
    `The new total of invoice ${p.number} is ${money(p.totalCents)}, but ${money(p.appliedCents)} is applied to it. Take ${money(Number(p.appliedCents) - Number(p.totalCents))} off it first, or let someone who may release it with the change.`,
  'charges-below-zero': p =>
    `The charges together would be ${money(p.belowCents)} below zero. Lower what is taken off.`,
  'too-many-charges': p => `An order holds ${p.most} charges at most. Remove one first.`,
  'override-too-small': p =>
    `${money(p.shortCents)} is short, so ${money(p.amountCents)} is not enough. Grant at least ${money(p.shortCents)}.`,
  'payment-required': p =>
    `${p.customer} pays before an order is confirmed: ${money(p.totalCents)} is due and ${money(p.prepaidCents)} is there. Use Pay & Confirm.`,
  'order-confirmed': p =>
    `Order ${p.number} was confirmed and invoiced. Enter a new order for what is to be added.`,
  'order-voided': p => `Order ${p.number} was voided. Enter a new order.`,
  'order-empty': p => `Order ${p.number} has no lines. Add one first.`,
  'invoice-void': p =>
    `Invoice ${p.number} was voided. Choose another invoice, or leave the money unapplied.`,
  'payment-void': p => `Payment ${p.number} was voided. Receive it again if the money is there.`,
  'payment-from-gateway': p =>
    `Payment ${p.number} came through a payment link and can’t be voided: the money has moved. It can only be refunded.`,
  'payment-disputed': p =>
    `The payer’s bank asks for payment ${p.number} back and decides where the money goes. Wait for its decision before you refund it, or accept the dispute at the gateway.`,
  'payment-taken-back': p =>
    p.kind === 'nsf'
      ? `Payment ${p.number} bounced already: see entry ${p.by}.`
      : `Payment ${p.number} was charged back already: see entry ${p.by}.`,
  'payment-returned': p => `All of payment ${p.number} has gone back already. Nothing is left of it.`,
  'payment-refunded': p =>
    `${money(p.amountCents)} of payment ${p.number} was refunded. Void that refund first, if it was recorded by mistake.`,
  'not-a-payment': p => `${p.number} is not a payment. Open the payment it belongs to.`,
  'not-a-refund': p => `${p.number} is not a refund that can be canceled.`,
  'refund-not-open': p =>
    p.state === 'succeeded'
      ? `Refund ${p.number} has been paid out and can’t be canceled any more.`
      : p.state === 'pending'
        ? `Refund ${p.number} is with the bank already and can’t be canceled.`
        : `Refund ${p.number} was canceled already.`,
  'gateway-payment-fixed': p =>
    `Payment ${p.number} came through a payment link: date, amount and method are as the gateway told. Only the note can be changed.`,
  'card-not-nsf': p =>
    `Payment ${p.number} was made by card, which does not bounce. Record a chargeback instead.`,
  'finance-charge-exempt': p =>
    `${p.customer} is excepted from finance charges. The customer’s Advanced tab says so.`,
  'finance-charge-issued': p => `${p.customer} has a finance charge for ${p.period} already.`,
  'finance-charge-changed': p =>
    `What ${p.customer} has open changed meanwhile: the charge is ${money(p.amountCents)} now, not ${money(p.expectedCents)}. Look it over and charge again.`,
  'payment-not-on-invoice': p => `Nothing of payment ${p.number} is applied to this invoice.`,
  'entry-is-credit': p =>
    `${p.number} is a credit, not a payment. Open the credit and take it back to review instead.`,
  'credit-moved-on': p => `Credit ${p.number} ${creditStandsEn[p.status ?? ''] ?? 'changed meanwhile'}.`,
  'credit-changed': p =>
    `The credit changed meanwhile: it is ${money(p.totalCents)}, not ${money(p.expectedCents)}. Look it over and approve again.`,
  'credit-in-use': p =>
    `${money(p.amountCents)} of credit ${p.number} is applied to ${p.invoices}. Take it off there first.`,
  'credit-refunded': p =>
    `${money(p.amountCents)} of credit ${p.number} was refunded (${p.refunds}). A refunded credit can’t be reopened.`,
  'invoice-has-payments': p =>
    `${money(p.amountCents)} is applied to invoice ${p.number}. Take it off the invoice first.`,
  'import-ended': p => `The import of ${p.file} has ended. Choose the file again to bring more of it in.`,
  'control-totals-differ': () =>
    'The control totals do not match the file any more. Check the file again, then match them.',
  'order-changed': p =>
    `The order changed meanwhile: the total is ${money(p.totalCents)}, not ${money(p.expectedCents)}. Look it over and confirm again.`,
  'changed-meanwhile': p =>
    `${p.who ?? 'Someone else'} changed this meanwhile: ${p.by ?? 'you'} typed “${p.yours}”, it is now “${p.theirs}”. Choose which shall stand.`,
  'login-taken': p => `${p.login} already belongs to a user. Use another address.`,
  'customer-code-taken': p => `The code ${p.code} belongs to another customer. Choose another code.`,
  'product-code-taken': p => `The code ${p.code} belongs to another product. Choose another code.`,
  'number-used': p => `Number ${p.number} is already used. Save again to take the next one.`,
  'no-numbers-left': () =>
    'This computer has used up its numbers. Connect to the network once to get new ones; what you typed stays here.',
  'own-admin-role': () =>
    'You can’t take the administrator’s role from yourself or switch yourself off. Another administrator can.',
  'period-closed': p =>
    `The books are closed through ${dayText(p.closedThrough, 'en')}. Use a later date, or ask an administrator to reopen the period.`,
  'period-closed-already': p =>
    `The books are closed through ${dayText(p.closedThrough, 'en')} already. Choose a later day, or reopen the period.`,
  'period-not-over': p => `${dayText(p.through, 'en')} is not over yet. Choose a day before today.`,
  'period-open-already': p =>
    p.closedThrough === ''
      ? 'No period is closed.'
      : `The books are closed through ${dayText(p.closedThrough, 'en')} only. Choose an earlier day.`,
  'before-payment': p =>
    `${p.number} is dated ${dayText(p.receivedOn, 'en')}. Nothing can be done with it before that day: choose a later date.`,
  'refund-without-source': p =>
    `Payment ${p.number} did not come through the gateway, so it can’t be sent back there. Return it by another method.`,
  'refund-too-late-for-source': p =>
    `Payment ${p.number} is older than ${p.days} days, so the gateway no longer sends it back. Return it by another method.`,
  'refund-method-required': () => 'Choose how the money is returned.',
  'credit-not-received': () =>
    'A credit memo is no money that comes in. Choose how the money came, and apply the credit beside it.',
  'unknown-terms': p => `The terms ${p.terms} are not among the company’s terms. Choose others.`,
  'unknown-ship-to': () => 'This ship-to no longer belongs to the customer. Choose another.',
  'po-required': p => `${p.customer} requires a PO number. Enter it and confirm again.`,
  'quantity-required': () => 'Enter a quantity of at least 1.',
  'box-type-required': () => 'Choose a box type.',
  'stems-not-whole-bunches': p =>
    `${p.quantity} stems are not whole bunches of ${p.stemsPerBunch}. Enter a multiple of ${p.stemsPerBunch}.`,
  'amount-too-large': p => `The amount is above ${money(p.maxCents)}, the most one document holds. Split it.`,
  'applied-more-than-received': p =>
    `${money(p.appliedCents)} is applied, but only ${money(p.totalCents)} was received. Lower what is applied.`,
  'applied-more-than-open': p =>
    `Only ${money(p.openCents)} is open on invoice ${p.number}, not ${money(p.amountCents)}. Lower the amount.`,
  'applied-more-than-unapplied': p =>
    `Only ${money(p.unappliedCents)} of the payment is unapplied, not ${money(p.amountCents)}. Lower the amount.`,
  'payment-held': p =>
    `${money(p.heldCents)} of ${p.number} is held for order ${p.order} until that is confirmed or voided. ${Number(p.freeCents) > 0 ? `Use at most ${money(p.freeCents)} of it.` : 'Choose other money.'}`,
  'credited-more-units-than-line': p =>
    `${p.line} was invoiced for ${p.lineQuantity}${Number(p.creditedQuantity) > 0 ? ` and ${p.creditedQuantity} of them are credited already` : ''}: ${p.quantity} is more than that. Lower the quantity.`,
  'credited-more-than-line': p =>
    `${p.line} came to ${money(p.lineCents)}${alreadyEn(p.creditedCents)}: ${money(p.amountCents)} is more than that. Lower the amount.`,
  'credited-more-than-invoice': p =>
    `Invoice ${p.number} came to ${money(p.totalCents)}${alreadyEn(p.creditedCents)}: ${money(p.amountCents)} is more than that. Lower the credit.`,
  'not-a-picture': p => `${p.name} is not a JPEG, PNG or WebP picture. Choose another.`,
  'picture-too-large': p => `${p.name} is larger than ${p.maxKb} KB. Choose a smaller picture.`,
  'too-many-pictures': p => `At most ${p.most} pictures belong to one credit. Take one off first.`,
  'overpayment-used': p =>
    `What was left over of payment ${p.number} is used on ${p.where}. Undo that first, then change the date or the amount.`,
  'refund-above-left': p =>
    `Only ${money(p.leftCents)} of ${p.number} is left to refund, not ${money(p.amountCents)}. Lower the amount.`,
  'other-customer': p => `Invoice ${p.number} belongs to another customer. Take it out.`,
  'other-currency': p =>
    `Invoice ${p.number} is in ${p.currency}, another currency than the payment. Take it out.`,
  'customers-differ-in-currency': p =>
    `${p.customer} pays in ${p.currency} and ${p.other} in ${p.otherCurrency}: they can’t become one. Keep both.`,
  'currency-in-use': p =>
    `${p.customer} has orders, invoices or payments in ${p.currency}, so that stays. Add a customer of its own for the other currency.`,
  'too-many-documents': p =>
    `${p.customer} has ${p.count} documents, and at most ${p.most} can be moved at once. Merge the other way round, or keep both.`,
  'list-too-long': p =>
    `The list has ${Number(p.count).toLocaleString('en-US')} rows, and such a file takes at most ${Number(p.most).toLocaleString('en-US')}. Narrow the list by its filters or the search.`,
  'credit-hold': p =>
    `${p.customer} is on credit hold, so the order can’t be confirmed. Save it as pending, and ask the credit manager.`,
  'over-credit-limit': p =>
    `This goes ${money(p.shortCents)} beyond ${p.customer}’s credit: limit ${money(p.limitCents)}, open credits ${money(p.creditsCents)}, open invoices ${money(p.openCents)}, pending orders with this one ${money(p.pendingCents)}. Take a payment first, or ask the credit manager.`,
  'link-not-offered': () =>
    'A payment link can’t be sent for this invoice now. Untick “Payment link”, or see the customer’s settings.',
  'links-not-offered': p =>
    `Nothing of ${p.customer} can be asked for by link now: the invoices were paid or voided meanwhile, or links are switched off.`,
  'order-not-charged': p =>
    `Nothing of order ${p.number} can be charged now: it was confirmed, voided or paid meanwhile, or the payments account takes no payments.`,
  'relay-before-orders': () =>
    'The relay must be updated first: this one takes cards by phone for invoices only. Confirm the order and take the card for its invoice, or take another method.',
  'unknown-link': () => 'This payment link is not known here yet. Wait until this computer is up to date.',
  'link-paid': () => 'This link was paid, so there is nothing to take back.',
  'no-address': p =>
    `${p.customer} has no address for statements or invoices. Enter one with the customer, then send again.`,
  'addresses-blocked': p =>
    `Not sent: ${p.customer} has only ${p.count === 1 ? 'an address that is' : 'addresses that are'} blocked (${p.addresses}). Correct it with the customer, or allow it again under Blocked addresses, then try again.`,
  'folder-not-writable': p => `Nothing can be written into ${p.folder}. Choose another folder.`,
}
