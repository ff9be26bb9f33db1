import { z } from 'zod'

/** Why a backend could not open its profile; the words are the window's. */
const startFailure = z.enum([
  'profile-in-use',
  'newer-profile',
  'unsafe-sqlite',
  'update-failed',
  'update-needs-room',
  'disk-full',
  'other',
])
export type StartFailure = z.output<typeof startFailure>

/** What Electron's main process tells the backend it forked. `window` comes with the port of a window. */
export const toBackend = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('window') }),
  /** The answer to a question about a secret; null when the keychain failed. */
  z.strictObject({ kind: z.literal('secret'), id: z.int(), text: z.string().nullable() }),
  /** Close the profile and end. */
  z.strictObject({ kind: z.literal('stop') }),
])
export type ToBackend = z.output<typeof toBackend>

/** What the backend tells Electron's main process. */
export const fromBackend = z.discriminatedUnion('kind', [
  /** Whose pages may be opened in the system's browser; empty before this profile belongs to a company. */
  z.strictObject({ kind: z.literal('relay'), relayUrl: z.string() }),
  z.strictObject({ kind: z.literal('seal'), id: z.int(), text: z.string() }),
  z.strictObject({ kind: z.literal('open'), id: z.int(), text: z.string() }),
  /** `detail`: the file a person may need to know of; else empty. */
  z.strictObject({ kind: z.literal('failed'), reason: startFailure, detail: z.string() }),
])
export type FromBackend = z.output<typeof fromBackend>
