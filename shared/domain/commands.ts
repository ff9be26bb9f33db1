import { addAttachment } from './attachment/add-attachment.ts'
import { removeAttachment } from './attachment/remove-attachment.ts'
import type { Command } from './command.ts'
import { changeCompany } from './company/change-company.ts'
import { closePeriod } from './company/close-period.ts'
import { createCompany } from './company/create-company.ts'
import { recordPaymentsAccount } from './company/record-payments-account.ts'
import { reopenPeriod } from './company/reopen-period.ts'
import { approveCredit } from './credit/approve-credit.ts'
import { createCredit } from './credit/create-credit.ts'
import { rejectCredit } from './credit/reject-credit.ts'
import { reopenCredit } from './credit/reopen-credit.ts'
import { resubmitCredit } from './credit/resubmit-credit.ts'
import { addCustomer } from './customer/add-customer.ts'
import { changeCustomer } from './customer/change-customer.ts'
import { mergeCustomer } from './customer/merge-customer.ts'
import { issueFinanceCharge } from './finance-charge/issue-finance-charge.ts'
import { addImportRows } from './import/add-import-rows.ts'
import { finishImport } from './import/finish-import.ts'
import { startImport } from './import/start-import.ts'
import { undoImportChunk } from './import/undo-import-chunk.ts'
import { allowAddress } from './mail/allow-address.ts'
import { emailDocument } from './mail/email-document.ts'
import { emailOrder } from './mail/email-order.ts'
import { emailStatement } from './mail/email-statement.ts'
import { recordMail } from './mail/record-mail.ts'
import { reportMail } from './mail/report-mail.ts'
import { sendAutomaticInvoice } from './mail/send-automatic-invoice.ts'
import { sendReminder } from './mail/send-reminder.ts'
import { unsubscribeAddress } from './mail/unsubscribe-address.ts'
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
import { cancelRefund } from './payment/cancel-refund.ts'
import { capturePayment } from './payment/capture-payment.ts'
import { editPayment } from './payment/edit-payment.ts'
import { emailReceipt } from './payment/email-receipt.ts'
import { markChargeback } from './payment/mark-chargeback.ts'
import { markNsf } from './payment/mark-nsf.ts'
import { receivePayment } from './payment/receive-payment.ts'
import { recordDifference } from './payment/record-difference.ts'
import { recordDispute } from './payment/record-dispute.ts'
import { recordRefund } from './payment/record-refund.ts'
import { refundPayment } from './payment/refund-payment.ts'
import { unapplyPayment } from './payment/unapply-payment.ts'
import { voidPayment } from './payment/void-payment.ts'
import { askQuestion } from './payment-link/ask-question.ts'
import { emailLinks } from './payment-link/email-links.ts'
import { recordOpen } from './payment-link/record-open.ts'
import { recordTry } from './payment-link/record-try.ts'
import { renewLink } from './payment-link/renew-link.ts'
import { revokeLink } from './payment-link/revoke-link.ts'
import { takeByPhone } from './payment-link/take-by-phone.ts'
import { recordPayout } from './payout/record-payout.ts'
import { addProduct } from './product/add-product.ts'
import { changeProduct } from './product/change-product.ts'
import { closeSyncIssue } from './task/close-sync-issue.ts'
import { closeTask } from './task/close-task.ts'
import { reopenTask } from './task/reopen-task.ts'
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
  'credit.create': createCredit,
  'credit.resubmit': resubmitCredit,
  'credit.approve': approveCredit,
  'credit.reject': rejectCredit,
  'credit.reopen': reopenCredit,
  'attachment.add': addAttachment,
  'attachment.remove': removeAttachment,
  'payment.edit': editPayment,
  'payment.mark-nsf': markNsf,
  'payment.mark-chargeback': markChargeback,
  'payment.refund': refundPayment,
  'payment.cancel-refund': cancelRefund,
  'payment.email-receipt': emailReceipt,
  'finance-charge.issue': issueFinanceCharge,
  'period.close': closePeriod,
  'period.reopen': reopenPeriod,
  'document.email': emailDocument,
  'order.email': emailOrder,
  'import.start': startImport,
  'import.add-rows': addImportRows,
  'import.finish': finishImport,
  'import.undo-chunk': undoImportChunk,
  'statement.email': emailStatement,
  'address.allow': allowAddress,
  'links.email': emailLinks,
  'link.take-by-phone': takeByPhone,
  'link.revoke': revokeLink,
  'task.close': closeTask,
  'task.reopen': reopenTask,
  'sync-issue.close': closeSyncIssue,

  'company.create': createCompany,
  'company.record-payments-account': recordPaymentsAccount,
  'mail.record': recordMail,
  'mail.report': reportMail,
  'link.record-open': recordOpen,
  'link.record-try': recordTry,
  'link.ask': askQuestion,
  'link.renew': renewLink,
  'payment.capture': capturePayment,
  'payment.record-difference': recordDifference,
  'payment.record-dispute': recordDispute,
  'invoice.send-automatic': sendAutomaticInvoice,
  'reminder.send': sendReminder,
  'address.unsubscribe': unsubscribeAddress,
  'payment.record-refund': recordRefund,
  'payout.record': recordPayout,
} as const

export type CommandName = keyof typeof COMMANDS

/** The payload a command takes, once parsed. */
export type PayloadOf<N extends CommandName> =
  (typeof COMMANDS)[N] extends Command<string, infer P> ? P : never

/** The command of this name with its payload's type opened, or null. */
export function commandNamed(name: string): Command | null {
  return Object.hasOwn(COMMANDS, name) ? (COMMANDS[name as CommandName] as unknown as Command) : null
}
