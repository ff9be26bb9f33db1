import type { GatewayFields } from '../gateways/gateway.ts'

/** What a page's content security policy opens to the gateway, and to nobody else. */
export interface GatewayOrigins {
  script: readonly string[]
  frame: readonly string[]
  connect: readonly string[]
  /** Where a press of Pay may lead. */
  form: readonly string[]
}

/** The origins that a gateway's fields need. */
export function gatewayOrigins(fields: GatewayFields): GatewayOrigins {
  switch (fields.kind) {
    case 'frame':
      return { script: [], frame: [fields.origin], connect: [], form: [fields.origin] }
    case 'elsewhere':
      return { script: [], frame: [], connect: [], form: [fields.origin] }
    case 'payment-element':
      return {
        script: [new URL(fields.script).origin],
        frame: fields.frameOrigins,
        connect: fields.connectOrigins,
        form: fields.formOrigins,
      }
  }
}
