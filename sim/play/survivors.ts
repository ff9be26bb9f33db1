/**
 * Which commands must still be there at the end. A command lives on every disk that it was given on or that was copied from
 * such a disk, and at the relay once that has it. Only when every such place is lost may it be lost.
 */
export class Survivors {
  /** At the relay, and on no desktop's disk any more. */
  #relayOwes = new Set<string>()

  /** A desktop's disk with these commands is put back to one with those. */
  desktopPutBack(held: ReadonlySet<string>, image: ReadonlySet<string>, relayHas: ReadonlySet<string>): void {
    for (const id of held) if (!image.has(id) && relayHas.has(id)) this.#relayOwes.add(id)
  }

  /** The relay is put back to where it had these. */
  relayPutBack(image: ReadonlySet<string>): void {
    this.#relayOwes = new Set([...this.#relayOwes].filter(id => image.has(id)))
  }

  /** Everything that must be there. */
  owed(disks: Iterable<ReadonlySet<string>>): Set<string> {
    const owed = new Set(this.#relayOwes)
    for (const held of disks) for (const id of held) owed.add(id)
    return owed
  }
}
