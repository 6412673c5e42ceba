import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/components/Dialog';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import '../commands/texts';
import { instantOf, wallOf } from '@/components/charts/wallTime';

export type GoToDialogProps = {
  /** Bars are days of UTC. */
  daily: boolean;
  /** Seconds: where one is now. */
  from: number;
  /** @returns Whether there are bars of that time. */
  onGo: (seconds: number) => Promise<boolean>;
  onClose: () => void;
};

const earliest = Date.UTC(1900, 0, 1);

/** Asks for the time whose bars are to be shown. */
export default function GoToDialog({ daily, from, onGo, onClose }: GoToDialogProps) {
  const { t } = useTranslation(['commands', 'market', 'common']);
  const formats = useFormats();
  const errorText = useErrorText();
  const zone = daily ? 'UTC' : formats.timeZone;
  const [typed, setTyped] = useState(() => wallOf(from * 1000, zone).slice(0, daily ? 10 : 16));
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const at = instantOf(daily ? `${typed}T00:00` : typed, zone);
    if (at === null || at < earliest || at > Date.now()) return setProblem(t('goToBad'));
    setBusy(true);
    try {
      if (await onGo(at / 1000)) return onClose();
      setProblem(t('goToNone'));
    } catch (error) {
      setProblem(errorText(error));
    }
    setBusy(false);
  }

  return (
    <Dialog opened onClose={onClose} title={t('chart.goTo', { ns: 'market' })}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="md">
          <TextInput
            data-autofocus
            type={daily ? 'date' : 'datetime-local'}
            label={daily ? t('goToDay') : t('goToTime', { zone })}
            value={typed}
            error={problem === '' ? undefined : problem}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              setProblem('');
            }}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel', { ns: 'common' })}
            </Button>
            <Button type="submit" loading={busy}>
              {t('goToSubmit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
