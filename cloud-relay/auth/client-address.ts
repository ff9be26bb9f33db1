import { isIPv6 } from 'node:net'

/**
 * Where a request comes from, for limits: the socket's address, or what the trusted proxy says it was. IPv6 counts by
 * its /64, which one household or machine has to itself.
 */
export function clientAddress(
  socketAddress: string,
  forwardedFor: string | undefined,
  trustedProxies: readonly string[],
): string {
  const direct = plain(socketAddress)
  if (!forwardedFor || !trustedProxies.includes(direct)) return group(direct)
  const hops = forwardedFor.split(',').map(hop => plain(hop.trim()))
  // The last hop a trusted proxy did not add itself: what stands before it, anyone can have written.
  const client = hops.findLast(hop => !trustedProxies.includes(hop))
  return group(client ?? direct)
}

function plain(address: string): string {
  return address.startsWith('::ffff:') ? address.slice(7) : address
}

function group(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('%')[0]!.split('::')
  const before = head.split(':').filter(part => part !== '')
  const after = (tail ?? '').split(':').filter(part => part !== '')
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length
  return [...before, ...Array<string>(Math.max(0, zeros)).fill('0'), ...after].slice(0, 4).join(':')
}
