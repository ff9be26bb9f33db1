import { SegmentedControl } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useWords } from '../../words/use-words.ts'
import { MailPreview, type PreviewedMail } from '../sending/mail-preview.tsx'
import classes from './email-dialog.module.css'

/** The mail as its customer will see it, and the document that comes with it. */
export function PreviewPane({ mail, document }: { mail: PreviewedMail; document: ReactNode }) {
  const w = useWords().sending
  const [shown, setShown] = useState<'mail' | 'document'>('mail')
  return (
    <div className={classes.preview}>
      <SegmentedControl
        aria-label={w.preview}
        data={[
          { value: 'mail', label: w.previewMail },
          { value: 'document', label: w.previewDocument },
        ]}
        value={shown}
        onChange={value => setShown(value as 'mail' | 'document')}
      />
      {shown === 'mail' ? <MailPreview mail={mail} /> : document}
    </div>
  )
}
