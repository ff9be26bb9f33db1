import { runGatewayConformance } from './conformance.ts'
import { makeSandboxHarness } from './sandbox-harness.ts'

runGatewayConformance('the sandbox gateway', makeSandboxHarness)
