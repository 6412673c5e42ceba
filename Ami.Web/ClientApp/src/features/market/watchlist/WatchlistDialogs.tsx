import { Button, FileButton, Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ActDialog } from '@/components/ActDialog';
import { Dialog } from '@/components/Dialog';
import { later } from '@/components/later';
import type { AlertDialogProps } from '../alerts/AlertDialog';
import { alertsQuery, useAlerts } from '../alerts/api';
import type { SymbolSummary } from '../api/symbols';
import { readSymbols, withItems, withSection } from './lists';
import { deleteWatchlist, watchlistsQuery, type Watchlist } from './watchlists';

export type ListDialog = 'new' | 'rename' | 'section' | 'import' | 'alert' | 'delete';

const AlertDialog = later<AlertDialogProps>(() => import('../alerts/AlertDialog'));

/** Of bars that an alert on a list begins with. */
const alertInterval = '1h';
const longestName = 40;
const mostShown = 8;

type Props = {
  dialog: ListDialog;
  list: Watchlist;
  symbols: readonly SymbolSummary[];
  onSave: (list: Watchlist) => void;
  onMake: (name: string) => void;
  onClose: () => void;
};

export function WatchlistDialogs({ dialog, list, symbols, onSave, onMake, onClose }: Props) {
  const { t } = useTranslation('watchlist');
  switch (dialog) {
    case 'new':
      return <NameDialog title={t('newTitle')} onName={onMake} onClose={onClose} />;
    case 'rename':
      return (
        <NameDialog
          title={t('renamed', { name: list.name })}
          name={list.name}
          onName={(name) => onSave({ ...list, name })}
          onClose={onClose}
        />
      );
    case 'section':
      return (
        <NameDialog
          title={t('sectionTitle')}
          onName={(name) => onSave({ ...list, items: withSection(list.items, name) })}
          onClose={onClose}
        />
      );
    case 'import':
      return <ImportDialog list={list} symbols={symbols} onSave={onSave} onClose={onClose} />;
    case 'alert':
      return (
        <AlertDialog
          start={{ symbol: null, watchlist: list, interval: alertInterval, digits: 2, price: null }}
          onClose={onClose}
        />
      );
    case 'delete':
      return <DeleteDialog list={list} onClose={onClose} />;
  }
}

function DeleteDialog({ list, onClose }: Pick<Props, 'list' | 'onClose'>) {
  const { t } = useTranslation('watchlist');
  const alerts = useAlerts();
  const count = alerts.data?.items.filter(({ watchlistId }) => watchlistId === list.id).length;
  const ending = count
    ? t('deleteAlerts', { count })
    : count === undefined && alerts.error
      ? t('deleteAlertsAny')
      : '';
  return (
    <ActDialog
      title={t('deleteTitle', { name: list.name })}
      lead={`${t('deleteLead')} ${ending}`.trim()}
      submit={t('delete')}
      done={t('deleted', { name: list.name })}
      danger
      ready={!alerts.isPending}
      act={() => deleteWatchlist(list)}
      refresh={[watchlistsQuery.queryKey, alertsQuery.queryKey]}
      onClose={onClose}
    />
  );
}

function NameDialog(props: {
  title: string;
  name?: string;
  onName: (name: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation(['watchlist', 'common']);
  const [name, setName] = useState(props.name ?? '');
  const isReady = name.trim() !== '';
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isReady) return;
    props.onName(name.trim());
    props.onClose();
  }
  return (
    <Dialog opened onClose={props.onClose} title={props.title}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput
            label={t('name')}
            value={name}
            maxLength={longestName}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
          <Buttons isReady={isReady} submit={t('keep')} onClose={props.onClose} />
        </Stack>
      </form>
    </Dialog>
  );
}

function ImportDialog(props: Pick<Props, 'list' | 'symbols' | 'onSave' | 'onClose'>) {
  const { t } = useTranslation('watchlist');
  const [text, setText] = useState('');
  const { items, unknown } = readSymbols(text, new Set(props.symbols.map(({ symbol }) => symbol)));
  function submit(event: FormEvent) {
    event.preventDefault();
    if (items.length === 0) return;
    props.onSave({ ...props.list, items: withItems(props.list.items, items) });
    props.onClose();
  }
  return (
    <Dialog opened onClose={props.onClose} title={t('importTitle', { name: props.list.name })}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text size="sm">{t('importHint')}</Text>
          <Textarea
            label={t('importText')}
            value={text}
            rows={6}
            onChange={(event) => setText(event.currentTarget.value)}
            data-autofocus
          />
          <FileButton accept="text/plain,.txt,.csv" onChange={(file) => void file?.text().then(setText)}>
            {(button) => (
              <Button {...button} variant="default" size="xs">
                {t('importFile')}
              </Button>
            )}
          </FileButton>
          <Text size="sm" role="status">
            {text !== '' && t('importFound', { count: items.length })}{' '}
            {unknown.length > 0 &&
              t('importUnknown', {
                symbols: unknown.slice(0, mostShown).join(', ') + (unknown.length > mostShown ? '…' : ''),
              })}
          </Text>
          <Buttons isReady={items.length > 0} submit={t('importSubmit')} onClose={props.onClose} />
        </Stack>
      </form>
    </Dialog>
  );
}

function Buttons(props: { isReady: boolean; submit: string; onClose: () => void }) {
  const { t } = useTranslation('common');
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={props.onClose}>
        {t('cancel')}
      </Button>
      <Button type="submit" disabled={!props.isReady}>
        {props.submit}
      </Button>
    </Group>
  );
}
