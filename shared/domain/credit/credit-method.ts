/** How an approved credit counts among what came in. */
export const CREDIT_METHOD = 'Credit memo'
