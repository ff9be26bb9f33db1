import { recipient } from '../../../shared/protocol/desk.ts'

/**
 * The addresses in a typed or pasted text: separated by `;`, `,`, spaces or lines, with or without names
 * (`Inès <ines@petal.example>`). What is no address stays as it is, to be corrected.
 */
export function splitAddresses(text: string): string[] {
  return text
    .replaceAll(/"[^"]*"(?=\s*<)/g, '')
    .split(/[;,\n\r\t]+/)
    .flatMap(part => {
      const named = /<([^<>]*)>/.exec(part)
      return named ? [named[1]!.trim()] : part.trim().split(/\s+/)
    })
    .filter(address => address !== '')
}

/** Adds addresses that are not there yet; capital letters make no difference. */
export function withAddresses(known: readonly string[], added: readonly string[]): string[] {
  const all = [...known]
  for (const address of added) {
    if (!all.some(other => other.toLowerCase() === address.toLowerCase())) all.push(address)
  }
  return all
}

/** The ones among them that no mail can be sent to. */
export function invalidAddresses(addresses: readonly string[]): string[] {
  return addresses.filter(address => !recipient.safeParse(address).success)
}
