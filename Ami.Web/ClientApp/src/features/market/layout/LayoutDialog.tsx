import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/components/Dialog';

export type LayoutDialogProps = {
  what: 'copy' | 'rename';
  /** Of the layout that is shown. */
  name: string;
  onName: (name: string) => void;
  onClose: () => void;
};

const longestName = 40;

/** Asks how a layout is to be called. */
export default function LayoutDialog({ what, name, onName, onClose }: LayoutDialogProps) {
  const { t } = useTranslation(['layout', 'common']);
  const [typed, setTyped] = useState(what === 'rename' ? name : '');
  const isReady = typed.trim() !== '';
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isReady) return;
    onName(typed.trim());
    onClose();
  }
  return (
    <Dialog opened onClose={onClose} title={what === 'rename' ? t('renameTitle', { name }) : t('copyTitle')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput
            label={t('name')}
            value={typed}
            maxLength={longestName}
            onChange={(event) => setTyped(event.currentTarget.value)}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel', { ns: 'common' })}
            </Button>
            <Button type="submit" disabled={!isReady}>
              {t('keep')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
