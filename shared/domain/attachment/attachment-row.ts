import { defineTable } from '../table.ts'

/** A picture that belongs to a document, made small enough to travel with it. */
export interface AttachmentRow {
  id: string
  /** The row it belongs to, as `table:id`. */
  subject: string
  customerId: string
  name: string
  mime: 'image/jpeg' | 'image/png' | 'image/webp'
  bytes: number
  /** Base64. */
  content: string
  addedBy: string
  addedAt: number
}

export const attachments = defineTable<AttachmentRow>({
  name: 'attachments',
  columns: {
    subject: 'text',
    customerId: 'text',
    name: 'text',
    mime: 'text',
    bytes: 'integer',
    content: 'text',
    addedBy: 'text',
    addedAt: 'integer',
  },
  refs: ['subject'],
})
