import { createPublicKey, type KeyObject, verify } from 'node:crypto'

/** The DER head of an Ed25519 SubjectPublicKeyInfo, before the 32 bytes of the key. */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex')
const RAW_LENGTH = 32
const SIGNATURE_LENGTH = 64

/** The device's Ed25519 public key, from base64 of its 32 bytes or of its SPKI DER; null when it is neither. */
export function parseDeviceKey(text: string): KeyObject | null {
  const bytes = Buffer.from(text, 'base64')
  const der = bytes.length === RAW_LENGTH ? Buffer.concat([SPKI_HEAD, bytes]) : bytes
  if (der.length !== SPKI_HEAD.length + RAW_LENGTH || !der.subarray(0, SPKI_HEAD.length).equals(SPKI_HEAD))
    return null
  try {
    return createPublicKey({ key: der, format: 'der', type: 'spki' })
  } catch {
    return null
  }
}

/** True when the device signed this text. */
export function isSignedBy(publicKey: string, signedText: string, signature: string): boolean {
  const key = parseDeviceKey(publicKey)
  const bytes = Buffer.from(signature, 'base64')
  if (!key || bytes.length !== SIGNATURE_LENGTH) return false
  return verify(null, Buffer.from(signedText, 'utf8'), key, bytes)
}

/** What a device signs to renew its tokens. */
export function tokenText(deviceId: string, refreshToken: string): string {
  return `florin-token:${deviceId}:${refreshToken}`
}
