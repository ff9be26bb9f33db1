import type { Gateway } from '../gateways/gateway.ts'

/** A gateway under the name that attempts remember it by, such as `stripe:live:acct_1`. */
export interface NamedGateway {
  name: string
  gateway: Gateway
}

/** The gateways of one company. */
export interface CompanyGateways {
  /** For a press of Pay; null where there is no account, or it takes no payments. */
  active: NamedGateway | null
  /** Every one it has or had, in use or not: what began is seen through. */
  all: readonly NamedGateway[]
}
