import { readFileSync, writeFileSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { findBrowser } from './test/find-browser.ts'

const folder = new URL('../resources/icons/', import.meta.url)
const icoSizes = [16, 24, 32, 48, 64, 128, 256]
/** Apple's four-letter types of the sizes that hold a PNG. */
const icnsTypes: [type: string, size: number][] = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
]

const pictures = await draw([...new Set([...icoSizes, ...icnsTypes.map(([, size]) => size)])])
writeFileSync(new URL('icon.png', folder), picture(512))
writeFileSync(new URL('icon.ico', folder), ico())
writeFileSync(new URL('icon.icns', folder), icns())
console.log('resources/icons: icon.png, icon.ico and icon.icns were drawn from icon.svg')

async function draw(sizes: number[]): Promise<Map<number, Buffer>> {
  const found = await findBrowser()
  if (!found.found) throw new Error(found.reason)
  const browser = await chromium.launch(found.path === undefined ? {} : { executablePath: found.path })
  const page = await browser.newPage()
  const drawn = new Map<number, Buffer>()
  const svg = readFileSync(new URL('icon.svg', folder), 'utf8')
  for (const size of sizes) {
    await page.setViewportSize({ width: size, height: size })
    await page.setContent(
      `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
    )
    drawn.set(size, await page.screenshot({ omitBackground: true }))
  }
  await browser.close()
  return drawn
}

function picture(size: number): Buffer {
  const drawn = pictures.get(size)
  if (drawn === undefined) throw new Error(`No picture of ${size} pixels was drawn.`)
  return drawn
}

/** Windows: a directory of entries, then the PNGs; 256 is written as 0. */
function ico(): Buffer {
  const head = Buffer.alloc(6)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(icoSizes.length, 4)
  let offset = 6 + 16 * icoSizes.length
  const entries = icoSizes.map(size => {
    const entry = Buffer.alloc(16)
    entry.writeUInt8(size % 256, 0)
    entry.writeUInt8(size % 256, 1)
    entry.writeUInt16LE(1, 4)
    entry.writeUInt16LE(32, 6)
    entry.writeUInt32LE(picture(size).length, 8)
    entry.writeUInt32LE(offset, 12)
    offset += picture(size).length
    return entry
  })
  return Buffer.concat([head, ...entries, ...icoSizes.map(picture)])
}

/** macOS: 'icns' and the whole length, then per picture its type, its length with these eight bytes, and the PNG. */
function icns(): Buffer {
  const parts = icnsTypes.map(([type, size]) => chunk(type, picture(size)))
  return chunk('icns', Buffer.concat(parts))
}

function chunk(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(type, 'ascii')
  head.writeUInt32BE(content.length + 8, 4)
  return Buffer.concat([head, content])
}
