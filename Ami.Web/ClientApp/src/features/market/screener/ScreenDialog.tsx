import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/components/Dialog';

export type ScreenDialogProps = {
  what: 'new' | 'rename';
  name: string;
  onName: (name: string) => void;
  onClose: () => void;
};

const longestName = 40;

/** Asks how a screen is to be called. */
export default function ScreenDialog({ what, name, onName, onClose }: ScreenDialogProps) {
  const { t } = useTranslation(['screener', 'common']);
  const [typed, setTyped] = useState(name.slice(0, longestName));
  const isReady = typed.trim() !== '';
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isReady) return;
    onName(typed.trim());
    onClose();
  }
  const title = what === 'rename' ? t('screens.renameTitle', { name }) : t('screens.newTitle');
  return (
    <Dialog opened onClose={onClose} title={title}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput
            label={t('screens.name')}
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
              {t('screens.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
