/** A broken invariant: a bug in Florin, never something a user did. It is thrown and never shown as a refusal. */
class InvariantError extends Error {
  override name = 'InvariantError'
}

/** Throws {@link InvariantError} when `condition` is false. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantError(message)
}
