import { Modal } from '@mantine/core';
import '@mantine/core/styles/Modal.css';
import '@mantine/core/styles/ModalBase.css';
import '@mantine/core/styles/Overlay.css';
import '@mantine/core/styles/ScrollArea.css';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export type DialogProps = { opened: boolean; onClose: () => void; title: string; children: ReactNode };

/** Stands in a dialog as long as that is open: when it goes, however it goes, focus returns to where it came from. */
function FocusReturn() {
  const [from] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (from instanceof HTMLElement && from.isConnected) from.focus({ preventScroll: true });
    },
    [from],
  );
  return null;
}

/** A modal dialog with a title and a named close button. Its head is no `header`: a page has one banner. */
export default function DialogFrame({ opened, onClose, title, children }: DialogProps) {
  const { t } = useTranslation('common');
  return (
    <Modal.Root opened={opened} onClose={onClose}>
      <Modal.Overlay backgroundOpacity={0.45} />
      <Modal.Content>
        <FocusReturn />
        <Modal.Header component="div">
          <Modal.Title fw={600}>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('close')} />
        </Modal.Header>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
