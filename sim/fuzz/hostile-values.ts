import type { SeededRandom } from '../../shared/lib/seeded-random.ts'

/** JSON that no value of JavaScript prints as: it is written into a body as it stands. */
export class RawJson {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** Stands in hostile texts; an answer that carries it unescaped has let markup through. */
export const MARKUP = '<script>fuzz()</script>'
/** The header an injected line break would add to an answer. */
export const INJECTED_HEADER = 'x-injected'

const TEXTS: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udfffy',
  '\u202egpj.exe',
  '\u2066\u2069',
  '\u2028',
  '\ufeff',
  '\uffff',
  'Z\u0351\u036b\u0343\u032a\u0302\u0360',
  '👩‍🌾'.repeat(50),
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'NaN',
  'Infinity',
  '-0',
  '1e309',
  '9007199254740993',
  'null',
  'undefined',
  '[object Object]',
  "' OR 1=1 --",
  "'; DROP TABLE company; --",
  '" OR ""="',
  '$1',
  '{{7*7}}',
  '%00',
  '%',
  '%zz',
  '%ff%fe',
  '../../../../etc/passwd',
  '..\\..\\windows',
  'file:///etc/passwd',
  'javascript:fuzz()',
  MARKUP,
  '"><img src=x onerror=fuzz()>',
  `a\r\n${INJECTED_HEADER}: 1\r\n\r\n`,
  '\r\n',
  '\t',
  '2026-02-30',
  '0000-00-00',
  '00000000-0000-0000-0000-000000000000',
  '01A2067F-2441-77A9-8B54-A746476C607F',
  'a@b.example\r\nBcc: everyone@b.example',
  '(a+)+$',
]

const NUMBERS: readonly unknown[] = [
  0,
  -1,
  0.5,
  2 ** 31,
  2 ** 32,
  2 ** 53 - 1,
  -(2 ** 53),
  1e21,
  5e-324,
  1.7976931348623157e308,
  new RawJson('-0'),
  new RawJson('-0.0'),
  new RawJson('1e400'),
  new RawJson('-1e400'),
  new RawJson('9007199254740993'),
  new RawJson('9223372036854775808'),
  new RawJson('1E+2'),
  new RawJson('1'.repeat(400)),
]

/** A text that someone of ill will would type. One in fifty is large. */
export function hostileText(random: SeededRandom): string {
  if (random.chance(0.02))
    return random.pick(['A', '\u0000', 'é', '👩']).repeat(random.between(1_000, 60_000))
  if (random.chance(0.15)) return noise(random)
  return random.pick(TEXTS)
}

/** A JSON value of any kind that is seldom what was asked for. One in fifty is large. */
export function hostileValue(random: SeededRandom): unknown {
  if (random.chance(0.02)) return largeValue(random)
  const kind = random.between(0, 9)
  if (kind <= 3) return hostileText(random)
  if (kind <= 5) return random.pick(NUMBERS)
  if (kind === 6) return random.pick([null, true, false])
  if (kind === 7) return random.pick([[], [null], [[]], [1, 'a', {}], {}, { length: 3 }, { toJSON: 1 }])
  if (kind === 8) return random.pick(PROTOTYPES)
  return { [hostileText(random)]: hostileText(random) }
}

const PROTOTYPES: readonly RawJson[] = [
  new RawJson('{"__proto__":{"admin":true}}'),
  new RawJson('{"constructor":{"prototype":{"admin":true}}}'),
  new RawJson('{"a":1,"a":2,"__proto__":null}'),
  new RawJson('{"":""}'),
]

function largeValue(random: SeededRandom): unknown {
  const depth = random.pick([30, 45, 500, 5_000])
  return random.pick([
    () => new RawJson('['.repeat(depth) + ']'.repeat(depth)),
    () => new RawJson(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`),
    () => new RawJson(`[${'0,'.repeat(random.pick([1_000, 20_000, 99_999]))}0]`),
    () => new RawJson(`{${Array.from({ length: 5_000 }, (_, at) => `"k${at}":0`).join(',')}}`),
    () => 'x'.repeat(random.pick([4_097, 32_769, 200_000])),
  ])()
}

function noise(random: SeededRandom): string {
  return String.fromCharCode(
    ...Array.from({ length: random.between(1, 40) }, () => random.between(0, 0xffff)),
  )
}
