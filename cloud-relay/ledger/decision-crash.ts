/** A command's own code threw: a bug in Florin. The command is quarantined and the queue moves on. */
export class DecisionCrash extends Error {
  override name = 'DecisionCrash'

  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}
