import { Alert, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useClipboard } from '@mantine/hooks';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/components/Dialog';
import { useErrorText } from '@/lib/i18n/useErrorText';
import type { Account } from '../api/types';
import { LinkList } from './LinkList';
import { titleLength, useShareAccount } from './links';
import './texts';

const lifetimes = [7, 30, 90, 365];

/** The address, the only time that it can be read. */
function Made({ address }: { address: string }) {
  const { t } = useTranslation('paperSharing');
  const clipboard = useClipboard({ timeout: 3000 });
  return (
    <Alert variant="default" role="status" title={t('made.title')}>
      <Stack gap="sm">
        <Text size="sm">{t('made.once')}</Text>
        <TextInput
          aria-label={t('made.label')}
          value={address}
          readOnly
          onFocus={(event) => event.currentTarget.select()}
        />
        <Group gap="xs">
          <Button size="xs" onClick={() => clipboard.copy(address)}>
            <span role="status">{t(clipboard.copied ? 'made.copied' : 'made.copy')}</span>
          </Button>
          <Button
            size="xs"
            variant="default"
            component="a"
            href={address}
            target="_blank"
            rel="noreferrer noopener"
          >
            {t('made.open')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

/** Makes a link to how an account does, and ends those that there are. */
export default function ShareDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation('paperSharing');
  const errorText = useErrorText();
  const share = useShareAccount(account.id);
  const [amounts, setAmounts] = useState(false);
  const [title, setTitle] = useState('');
  const [days, setDays] = useState('30');
  const titleProblem =
    title.trim().length > titleLength ? t('dialog.nameLong', { count: titleLength }) : null;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (titleProblem) return;
    share.mutate({ amounts, title: title.trim() || null, days: Number(days) });
  }

  return (
    <Dialog opened onClose={onClose} title={t('dialog.title', { account: account.name })}>
      <Stack gap="lg">
        <form onSubmit={submit} noValidate>
          <Stack gap="md">
            <Text size="sm">{t('dialog.lead')}</Text>
            {share.error && (
              <Alert color="red" role="alert">
                {errorText(share.error)}
              </Alert>
            )}
            <NativeSelect
              label={t('dialog.shows')}
              data-autofocus
              data={[
                { value: 'percent', label: t('dialog.percent') },
                { value: 'amounts', label: t('dialog.amounts') },
              ]}
              value={amounts ? 'amounts' : 'percent'}
              onChange={(event) => setAmounts(event.currentTarget.value === 'amounts')}
            />
            <TextInput
              label={t('dialog.name')}
              description={t('dialog.nameHint')}
              autoComplete="off"
              value={title}
              error={titleProblem}
              onChange={(event) => setTitle(event.currentTarget.value)}
            />
            <NativeSelect
              label={t('dialog.lasts')}
              data={lifetimes.map((count) => ({ value: String(count), label: t('dialog.days', { count }) }))}
              value={days}
              onChange={(event) => setDays(event.currentTarget.value)}
            />
            <Group justify="flex-end">
              <Button type="submit" disabled={titleProblem !== null} loading={share.isPending}>
                {t('dialog.make')}
              </Button>
            </Group>
          </Stack>
        </form>
        {share.data && <Made key={share.data.link.id} address={share.data.address} />}
        <LinkList subject={account.id} />
      </Stack>
    </Dialog>
  );
}
