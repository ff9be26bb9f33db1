/** Where typing goes on once a product's line is there. */
type At = 'quantity' | 'price' | 'product'

/**
 * Reads the keys typed after a product was taken and before its line was there, an Enter as `\n`: each goes where it
 * would have gone in the line, figure → price → next product, which the rest is for, Enters and all.
 */
export function readAhead(keys: string): { quantity: string; price: string; product: string; at: At } {
  const [quantity = '', price = '', ...product] = keys.split('\n')
  const at = product.length > 0 ? 'product' : keys.includes('\n') ? 'price' : 'quantity'
  return { quantity, price, product: product.join('\n'), at }
}

/** The same keys for a field that takes all of them. */
export function withoutEnters(keys: string): string {
  return keys.replaceAll('\n', '')
}
