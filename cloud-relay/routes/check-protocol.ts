import { PROTOCOL } from '../../shared/protocol/version.ts'
import { ProblemError } from './problem.ts'

/** Commands are taken from every desktop ever shipped; one newer than this relay has to wait until it is updated. */
export function checkProtocol(protocol: number): void {
  if (protocol > PROTOCOL) {
    throw new ProblemError('busy', `This relay speaks protocol ${PROTOCOL}, the desktop ${protocol}.`)
  }
  if (protocol < 1) throw new ProblemError('invalid', 'protocol: no such version', { field: 'protocol' })
}
