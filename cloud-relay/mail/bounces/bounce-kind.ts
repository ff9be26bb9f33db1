/** Statuses after which no later mail will arrive either: no such mailbox or domain, moved, switched off. */
const DEAD = /^5\.(1\.[012346]|1\.10|2\.1|4\.4|0\.0)$/

const ENHANCED = /(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])/

/** True when a permanent status (RFC 3463) is about the address; full mailboxes, sizes, contents and policies are not. */
export function isDeadAddress(status: string): boolean {
  return DEAD.test(status)
}

/** The enhanced status code in a server's words, or an empty text. */
export function statusIn(answer: string): string {
  return ENHANCED.exec(answer)?.[1] ?? ''
}
