import { SuppressedNotice } from '../suppressed/suppressed-notice.tsx'
import { AddressesField, type AddressesFieldProps } from './addresses-field.tsx'

/** Whom a mail goes to; it says which of them get no mails any more, and how to allow them again. */
export function RecipientsField(props: AddressesFieldProps) {
  return (
    <div>
      <AddressesField {...props} />
      <SuppressedNotice addresses={props.addresses} withReminders={false} />
    </div>
  )
}
