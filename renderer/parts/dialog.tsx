import { Modal, type ModalProps } from '@mantine/core'

/** A dialog that is there while it is drawn. */
export function Dialog(props: Omit<ModalProps, 'opened'>) {
  return <Modal opened {...props} />
}
