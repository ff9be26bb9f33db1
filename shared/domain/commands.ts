import type { Command } from './command.ts'
import { changeCompany } from './company/change-company.ts'
import { createCompany } from './company/create-company.ts'
import { addCustomer } from './customer/add-customer.ts'
import { changeCustomer } from './customer/change-customer.ts'
import { mergeCustomer } from './customer/merge-customer.ts'
import { emailDocument } from './mail/email-document.ts'
import { recordMail } from './mail/record-mail.ts'
import { addOrderCharge } from './order/add-order-charge.ts'
import { addOrderLine } from './order/add-order-line.ts'
import { askOverride } from './order/ask-override.ts'
import { changeOrder } from './order/change-order.ts'
import { changeOrderCharge } from './order/change-order-charge.ts'
import { changeOrderLine } from './order/change-order-line.ts'
import { confirmOrder } from './order/confirm-order.ts'
import { createOrder } from './order/create-order.ts'
import { grantOverride } from './order/grant-override.ts'
import { placeOrder } from './order/place-order.ts'
import { releaseHold } from './order/release-hold.ts'
import { removeOrderCharge } from './order/remove-order-charge.ts'
import { removeOrderLine } from './order/remove-order-line.ts'
import { reviseOrder } from './order/revise-order.ts'
import { voidOrder } from './order/void-order.ts'
import { applyPayment } from './payment/apply-payment.ts'
import { capturePayment } from './payment/capture-payment.ts'
import { receivePayment } from './payment/receive-payment.ts'
import { unapplyPayment } from './payment/unapply-payment.ts'
import { voidPayment } from './payment/void-payment.ts'
import { recordOpen } from './payment-link/record-open.ts'
import { recordTry } from './payment-link/record-try.ts'
import { renewLink } from './payment-link/renew-link.ts'
import { addProduct } from './product/add-product.ts'
import { changeProduct } from './product/change-product.ts'
import { closeSyncIssue } from './task/close-sync-issue.ts'
import { closeTask } from './task/close-task.ts'
import { addUser } from './user/add-user.ts'
import { changeUser } from './user/change-user.ts'

/** What the app can do. By people first, then by the relay. */
export const COMMANDS = {
  'company.change': changeCompany,
  'user.add': addUser,
  'user.change': changeUser,
  'customer.add': addCustomer,
  'customer.change': changeCustomer,
  'customer.merge': mergeCustomer,
  'product.add': addProduct,
  'product.change': changeProduct,
  'order.create': createOrder,
  'order.change': changeOrder,
  'order.add-line': addOrderLine,
  'order.change-line': changeOrderLine,
  'order.remove-line': removeOrderLine,
  'order.add-charge': addOrderCharge,
  'order.change-charge': changeOrderCharge,
  'order.remove-charge': removeOrderCharge,
  'order.place': placeOrder,
  'order.confirm': confirmOrder,
  'order.void': voidOrder,
  'order.revise': reviseOrder,
  'order.release-hold': releaseHold,
  'credit.override': grantOverride,
  'credit.ask-override': askOverride,
  'payment.receive': receivePayment,
  'payment.apply': applyPayment,
  'payment.unapply': unapplyPayment,
  'payment.void': voidPayment,
  'document.email': emailDocument,
  'task.close': closeTask,
  'sync-issue.close': closeSyncIssue,

  'company.create': createCompany,
  'mail.record': recordMail,
  'link.record-open': recordOpen,
  'link.record-try': recordTry,
  'link.renew': renewLink,
  'payment.capture': capturePayment,
} as const

export type CommandName = keyof typeof COMMANDS

/** The payload a command takes, once parsed. */
export type PayloadOf<N extends CommandName> =
  (typeof COMMANDS)[N] extends Command<string, infer P> ? P : never

/** The command of this name with its payload's type opened, or null. */
export function commandNamed(name: string): Command | null {
  return Object.hasOwn(COMMANDS, name) ? (COMMANDS[name as CommandName] as unknown as Command) : null
}
