import type { RelayPorts } from '../ports.ts'
import { CompanyHeads } from './company-heads.ts'
import { CompanyRows } from './company-rows.ts'
import { gatherReads } from './gather-for.ts'
import { type LedgerPorts, type LockedCompany, withCompany } from './in-company.ts'

/** The ports of the relay's parts, over one ledger. */
export interface Relay extends RelayPorts {
  /** Like `inCompany`, for the routes of sync, which run whole batches. */
  locked<T>(companyId: string, work: (company: LockedCompany) => Promise<T>): Promise<T>
  /** Lets everyone who waits for a company's head go. */
  stopWaiting(): void
}

/** Puts the ledger on a store. `committed` is called after each transaction on a company: jobs may have become due. */
export function createRelay(ports: LedgerPorts, committed: () => void = () => {}): Relay {
  const heads = new CompanyHeads(ports.store, ports.timers, ports.log)
  async function locked<T>(companyId: string, work: (company: LockedCompany) => Promise<T>): Promise<T> {
    const { value, head, moved } = await withCompany(ports, companyId, work)
    if (moved) heads.moved(companyId, head)
    committed()
    return value
  }
  return {
    ...ports,
    locked,
    inCompany: locked,
    gatherIn: (companyId, reads) =>
      ports.store.read(sql => gatherReads(new CompanyRows(sql, companyId), reads)),
    waitForHead: (companyId, rev, timeoutMs, signal) => heads.wait(companyId, rev, timeoutMs, signal),
    stopWaiting: () => heads.close(),
  }
}
