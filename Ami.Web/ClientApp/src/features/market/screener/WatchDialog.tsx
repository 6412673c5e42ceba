import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/components/Dialog';
import { toast } from '@/components/toasts';
import { mostItems, withItems } from '../watchlist/lists';
import { useKeepWatchlist, useWatchlists } from '../watchlist/watchlists';

export type WatchDialogProps = { symbols: readonly string[]; name: string; onClose: () => void };

const made = '';
const longestName = 40;

/** Puts what was found into a list that is there, or into a new one. */
export default function WatchDialog({ symbols, name, onClose }: WatchDialogProps) {
  const { t } = useTranslation(['screener', 'common']);
  const lists = useWatchlists().data;
  const keep = useKeepWatchlist();
  const [chosen, setChosen] = useState<string | null>(null);
  const [typed, setTyped] = useState(name.slice(0, longestName));
  const id = chosen ?? lists?.[0]?.id ?? made;
  const isReady = lists !== undefined && (id !== made || typed.trim() !== '');
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isReady) return;
    const list = lists.find((one) => one.id === id) ?? {
      id: crypto.randomUUID(),
      version: 0,
      name: typed.trim(),
      items: [],
    };
    const items = withItems(
      list.items,
      symbols.map((symbol) => ({ symbol })),
    );
    const count = items.length - list.items.length;
    if (count === 0) toast(t('watch.there', { name: list.name }));
    else
      // The dialog is gone by then; what went wrong is told by the list itself.
      keep.mutateAsync({ ...list, items }).then(
        () => {
          toast(t('watch.added', { count, name: list.name }));
          if (items.length === mostItems) toast(t('watch.most'));
        },
        () => {},
      );
    onClose();
  }
  return (
    <Dialog opened onClose={onClose} title={t('watch.title', { count: symbols.length })}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <NativeSelect
            label={t('watch.list')}
            value={id}
            data={[
              ...(lists ?? []).map((list) => ({ value: list.id, label: list.name })),
              { value: made, label: t('watch.makeNew') },
            ]}
            onChange={(event) => setChosen(event.currentTarget.value)}
            data-autofocus
          />
          {id === made && (
            <TextInput
              label={t('watch.name')}
              value={typed}
              maxLength={longestName}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel', { ns: 'common' })}
            </Button>
            <Button type="submit" disabled={!isReady}>
              {t('watch.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
