/** Log in at this computer. */
export function LoginScreen() {
  return <main />
}
