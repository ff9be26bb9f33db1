/** What a relay under simulation is set up with. */
export const SECRET = new Uint8Array(32).fill(7)
export const SETUP_TOKEN = 'setup-token-of-the-simulator'
