import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import '@mantine/core/styles/Checkbox.css';
import '@mantine/core/styles/InlineInput.css';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Dialog } from '@/components/Dialog';
import { session } from '@/lib/auth/session';
import { useDeleteAccount, type Obstacle } from '../api/myData';
import { FormAlert } from '../components/FormAlert';
import '../texts/my-data';
import { useObstacleAmount } from './useObstacleAmount';

/** Asks for the address to be typed, so that nobody leaves by a slip of the hand. */
export function DeleteDialog(props: {
  email: string;
  /** What one may leave without, and has to say so. */
  givenUp: readonly Obstacle[];
  onClose: () => void;
}) {
  const { email, givenUp, onClose } = props;
  const { t } = useTranslation('myData');
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [giveUp, setGiveUp] = useState(false);
  const amountOf = useObstacleAmount();
  const remove = useDeleteAccount();
  const confirmed = typed.trim().toLowerCase() === email.toLowerCase() && (giveUp || givenUp.length === 0);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!confirmed) return;
    remove.mutate(
      { confirmation: typed, giveUp },
      {
        async onSuccess({ erasedAfter }) {
          // First to a public page: otherwise the guard of this one would ask to sign in again, which would call it off.
          await navigate('/goodbye', { state: { erasedAfter } });
          session.forget();
        },
      },
    );
  }

  return (
    <Dialog opened onClose={onClose} title={t('deletion.dialog')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <FormAlert error={remove.error} fields={[]} />
          <Text size="sm">{t('deletion.dialogLead', { email })}</Text>
          <TextInput
            label={t('deletion.confirm')}
            type="email"
            autoComplete="off"
            data-autofocus
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          {givenUp.length > 0 && (
            <Checkbox
              label={t('deletion.inTheWay.giveUp', { amount: givenUp.map(amountOf).join(', ') })}
              checked={giveUp}
              onChange={(event) => setGiveUp(event.currentTarget.checked)}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('picture.cancel')}
            </Button>
            <Button type="submit" color="red.9" disabled={!confirmed} loading={remove.isPending}>
              {t('deletion.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
