import type { ListeningSandbox } from '../../gateways/sandbox/listen-sandbox.ts'
import type { JobHandlers } from '../../jobs/job-worker.ts'
import type { CompanyKeys } from '../../links/company-keys.ts'
import type { CompanyGateways } from '../../links/named-gateway.ts'
import type { PaymentParts } from '../../links/payments.ts'
import type { RelayUnderTest } from '../../testing/relay-under-test.ts'
import type { PageLimits, PageParts } from '../page-parts.ts'

/** What tests of the pages may have otherwise. */
export interface PagesOptions {
  limits?: Partial<PageLimits>
  handlers?: (
    test: RelayUnderTest,
    keys: CompanyKeys,
    gatewaysOf: (companyId: string) => Promise<CompanyGateways>,
  ) => JobHandlers
  methods?: readonly ('card' | 'ach')[]
  /** How the company's gateways are found, where it is not the sandbox alone. */
  gateways?: (made: {
    test: RelayUnderTest
    keys: CompanyKeys
    sandbox: ListeningSandbox
    fetch: typeof fetch
  }) => (companyId: string) => Promise<CompanyGateways>
  /** What else the pages and the payments are given, made after the gateways. */
  more?: () => Partial<PageParts> & Pick<PaymentParts, 'onAccountChange'>
  /** Where browsers reach the pages, for tests that listen on a port. */
  publicUrl?: string
}
