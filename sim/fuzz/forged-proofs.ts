import type { SeededRandom } from '../../shared/lib/seeded-random.ts'
import { hostileText } from './hostile-values.ts'
import type { Proof } from './route-knowledge.ts'
import type { World } from './world.ts'

type Headers = [string, string][]

/** What the own company's first device, its admin, its customer or the relay itself would send. */
export function goodProof({ own, account }: World, proof: Proof): Headers {
  const { device, visit } = own
  if (proof === 'device') return [['authorization', `Bearer ${device.accessToken}`]]
  if (proof === 'user') {
    return [
      ['authorization', `Bearer ${device.accessToken}`],
      ['x-florin-user', device.userToken],
    ]
  }
  if (proof === 'visit') return [['cookie', visit.cookie]]
  return proof === 'gateway-key' ? [['authorization', `Bearer ${account.secretKey}`]] : []
}

/** Something like it that must not hold. */
export function forgeProof(world: World, proof: Proof, random: SeededRandom): Headers {
  const { own, other, account } = world
  const { device } = own
  if (proof === 'visit') return [['cookie', forgeCookie(own.visit.cookie, other.visit.cookie, random)]]
  const bearer = (token: string): [string, string] => ['authorization', `Bearer ${token}`]
  if (proof === 'gateway-key') {
    return [
      bearer(
        random.pick([account.publishableKey, account.webhookSecret, tampered(account.secretKey, random)]),
      ),
    ]
  }
  const forged: (() => Headers)[] = [
    () => [],
    () => [bearer(tampered(device.accessToken, random)), ['x-florin-user', device.userToken]],
    () => [bearer(device.userToken), ['x-florin-user', device.userToken]],
    () => [bearer(device.refreshToken)],
    () => [['authorization', `Basic ${device.accessToken}`]],
    () => [['authorization', hostileText(random).slice(0, 5_000)]],
  ]
  // These would hold where the device alone is asked for.
  const forgedLogins: (() => Headers)[] = [
    () => [bearer(device.accessToken), ['x-florin-user', device.accessToken]],
    () => [bearer(device.accessToken), ['x-florin-user', other.device.userToken]],
    () => [bearer(other.device.accessToken), ['x-florin-user', device.userToken]],
    () => [bearer(own.laptop.accessToken), ['x-florin-user', device.userToken]],
    () => [bearer(device.accessToken), ['x-florin-user', tampered(device.userToken, random)]],
    () => [bearer(device.accessToken), ['x-florin-user', hostileText(random).slice(0, 5_000)]],
  ]
  return random.pick(proof === 'user' ? [...forged, ...forgedLogins] : forged)()
}

function forgeCookie(cookie: string, foreign: string, random: SeededRandom): string {
  const [name = '', value = ''] = cookie.split('=')
  const [, foreignValue = ''] = foreign.split('=')
  return random.pick([
    () => '',
    () => `${name}=${foreignValue}`,
    () => `${name}=${tampered(value, random)}`,
    () => `${name}=`,
    () => `${name}=....`,
    () => `${name}=${hostileText(random).slice(0, 3_000)}`,
    () => `${name}=${value.split('.').slice(0, 3).join('.')}`,
  ])()
}

/** The token with one character changed, its end cut, or its parts mixed. */
function tampered(token: string, random: SeededRandom): string {
  for (;;) {
    const text = tamperOnce(token, random)
    if (text !== token) return text
  }
}

function tamperOnce(token: string, random: SeededRandom): string {
  const at = random.between(0, token.length - 1)
  const parts = token.split('.')
  return random.pick([
    () => `${token.slice(0, at)}${token[at] === '0' ? '1' : '0'}${token.slice(at + 1)}`,
    () => token.slice(0, at),
    () => `${token}A`,
    () => `${token}.${token}`,
    () => [...parts.slice(1), parts[0]].join('.'),
    () => parts.slice(0, -1).join('.'),
    () => token.toUpperCase(),
    () => `${parts.slice(0, -2).join('.')}.zzzzzzzz.${parts.at(-1)}`,
  ])()
}
