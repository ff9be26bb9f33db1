import type { ComponentType } from 'react'
import type { Permission } from '../../shared/domain/permissions.ts'
import { AgingScreen } from '../screens/aging/aging-screen.tsx'
import { AttentionScreen } from '../screens/attention/attention-screen.tsx'
import { CreditFormScreen } from '../screens/credits/credit-form-screen.tsx'
import { CreditsScreen } from '../screens/credits/credits-screen.tsx'
import { CustomerScreen } from '../screens/customers/customer-screen.tsx'
import { CustomersScreen } from '../screens/customers/customers-screen.tsx'
import { FinanceChargesScreen } from '../screens/finance-charges/finance-charges-screen.tsx'
import { HomeScreen } from '../screens/home/home-screen.tsx'
import { ImportScreen } from '../screens/import/import-screen.tsx'
import { JournalsScreen } from '../screens/journals/journals-screen.tsx'
import { NumbersScreen } from '../screens/numbers/numbers-screen.tsx'
import { OpenInvoicesScreen } from '../screens/open-invoices/open-invoices-screen.tsx'
import { OrderFormScreen } from '../screens/order-form/order-form-screen.tsx'
import { OrderSummaryScreen } from '../screens/order-summary/order-summary-screen.tsx'
import { PaymentHistoryScreen } from '../screens/payment-history/payment-history-screen.tsx'
import { LinkPaymentsScreen } from '../screens/payment-links/link-payments-screen.tsx'
import { PaymentLinksScreen } from '../screens/payment-links/payment-links-screen.tsx'
import { PayoutsScreen } from '../screens/payment-links/payouts-screen.tsx'
import { ProductsScreen } from '../screens/products/products-screen.tsx'
import { ReceivePaymentScreen } from '../screens/receive-payment/receive-payment-screen.tsx'
import { SettingsScreen } from '../screens/settings/settings-screen.tsx'
import { SuppressedScreen } from '../screens/suppressed/suppressed-screen.tsx'
import { TeamScreen } from '../screens/team/team-screen.tsx'
import type { RouteName } from './router.ts'

interface Screen {
  component: ComponentType
  /** Who may see it; null: everyone who is logged in. */
  right: Permission | null
}

/** What is drawn at each route. */
export const SCREENS: Partial<Record<RouteName, Screen>> = {
  home: { component: HomeScreen, right: 'receivables.view' },
  newOrder: { component: OrderFormScreen, right: 'orders.edit' },
  order: { component: OrderFormScreen, right: null },
  orders: { component: OrderSummaryScreen, right: null },
  invoices: { component: OpenInvoicesScreen, right: 'receivables.view' },
  invoice: { component: OpenInvoicesScreen, right: 'receivables.view' },
  receivePayment: { component: ReceivePaymentScreen, right: 'payments.receive' },
  payments: { component: PaymentHistoryScreen, right: 'receivables.view' },
  payment: { component: PaymentHistoryScreen, right: 'receivables.view' },
  links: { component: PaymentLinksScreen, right: 'receivables.view' },
  linkPayments: { component: LinkPaymentsScreen, right: 'receivables.view' },
  linkPayment: { component: LinkPaymentsScreen, right: 'receivables.view' },
  payouts: { component: PayoutsScreen, right: 'receivables.view' },
  payout: { component: PayoutsScreen, right: 'receivables.view' },
  link: { component: PaymentLinksScreen, right: 'receivables.view' },
  aging: { component: AgingScreen, right: 'receivables.view' },
  journals: { component: JournalsScreen, right: 'receivables.view' },
  newCredit: { component: CreditFormScreen, right: 'credits.create' },
  credits: { component: CreditsScreen, right: 'receivables.view' },
  credit: { component: CreditsScreen, right: 'receivables.view' },
  periods: { component: FinanceChargesScreen, right: 'periods.close' },
  customers: { component: CustomersScreen, right: null },
  customer: { component: CustomerScreen, right: null },
  team: { component: TeamScreen, right: 'setup' },
  suppressed: { component: SuppressedScreen, right: 'documents.email' },
  numbers: { component: NumbersScreen, right: 'setup' },
  importing: { component: ImportScreen, right: 'setup' },
  attention: { component: AttentionScreen, right: null },
  products: { component: ProductsScreen, right: null },
  settings: { component: SettingsScreen, right: 'setup' },
}
