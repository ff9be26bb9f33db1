/** The first start: found a company, or join one. */
export function FirstStartScreen() {
  return <main />
}
