const LOOPBACK = /^http:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?([/?#]|$)/i

/** True for https, and for http where nobody can listen in: on the machine itself. */
export function isSafeOrigin(url: string): boolean {
  return /^https:\/\//i.test(url) || LOOPBACK.test(url)
}
