import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentFileName } from './document-file-name.ts'

test.each([
  [['Aalsmeer Floral Co.', 'Invoice', '10214'], 'Aalsmeer-Floral-Co-Invoice-10214.pdf'],
  [["Peña & O'Brien Œuvres", 'Factura', 'A/17'], 'Pena-OBrien-Oeuvres-Factura-A-17.pdf'],
  [['Łódź Straße', 'Invoice', '7'], 'Lodz-Strasse-Invoice-7.pdf'],
  [['阿斯米尔', 'Invoice', '7'], 'Invoice-7.pdf'],
  [['../../etc/passwd', 'Invoice', '..\\..\\7'], 'etc-passwd-Invoice-7.pdf'],
  [['a"\r\nSet-Cookie: x=1', 'Invoice', '7'], 'a-Set-Cookie-x-1-Invoice-7.pdf'],
  [['Evil\u202efdp.exe\u0000', 'Invoice', '7'], 'Evilfdp-exe-Invoice-7.pdf'],
  [['', '', ''], 'document.pdf'],
] as const)('%j is saved as %s', ([company, title, number], expected) => {
  expect(documentFileName(company, title, number)).toBe(expected)
})

test('a long company name gives way to the number', () => {
  const name = documentFileName('Flowers '.repeat(40), 'Invoice', '10214')
  expect(name.length).toBeLessThanOrEqual(100)
  expect(name).toMatch(/^Flowers-.*-Invoice-10214\.pdf$/)
})

test('any text makes a name that is safe in a header, a path and a file system', () => {
  const text = fc.string({ unit: 'binary', maxLength: 200 })
  fc.assert(
    fc.property(text, text, text, (company, title, number) => {
      const name = documentFileName(company, title, number)
      expect(name).toMatch(/^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\.pdf$/)
      expect(name.length).toBeLessThanOrEqual(100)
    }),
    { seed: 20261125 },
  )
})
