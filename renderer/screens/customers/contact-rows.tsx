import { ActionIcon, Button, Select, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { Contact } from '../../../shared/domain/customer/customer-row.ts'
import { newId } from '../../app/new-id.ts'
import { useWords } from '../../words/use-words.ts'
import classes from './customer.module.css'
import { type CustomerForm, WhoseStands } from './customer-form.tsx'
import { named } from './named.ts'

const KINDS = ['none', 'buyer', 'payables'] as const

/** The people at a customer, and which documents they get. */
export function ContactRows({ form }: { form: CustomerForm }) {
  const w = useWords().customers
  const rows = form.shown('contacts')

  function change(place: number, contact: Contact) {
    form.type('contacts', rows.with(place, contact))
  }

  return (
    <div className={classes.rows}>
      {rows.map((contact, place) => (
        <div key={contact.id} className={`${classes.row} ${classes.contact}`}>
          <TextInput
            {...named(w.contactName, place)}
            value={contact.name}
            error={form.error(`contacts.${place}.name`)}
            onChange={event => change(place, { ...contact, name: event.currentTarget.value })}
          />
          <TextInput
            type="email"
            {...named(w.contactEmail, place)}
            value={contact.email}
            error={form.error(`contacts.${place}.email`)}
            onChange={event => change(place, { ...contact, email: event.currentTarget.value })}
          />
          <Select
            {...named(w.contactKind, place)}
            data={KINDS.map(kind => ({ value: kind, label: w.contactKinds[kind] }))}
            value={contact.kind}
            allowDeselect={false}
            onChange={kind => change(place, { ...contact, kind: kind as Contact['kind'] })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={33}
            aria-label={`${w.remove} ${contact.name}`}
            onClick={() => form.type('contacts', rows.toSpliced(place, 1))}
          >
            <IconX size={15} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      {form.conflict('contacts') && <WhoseStands form={form} field="contacts" />}
      <Button
        variant="subtle"
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={() => form.type('contacts', [...rows, { id: newId(), name: '', email: '', kind: 'none' }])}
      >
        {w.addContact}
      </Button>
    </div>
  )
}
