import { Button, Select } from '@mantine/core';
import '@mantine/core/styles/Combobox.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { QueryView } from '@/components/QueryView';
import { EmptyState } from '@/components/states';
import { storage } from '@/lib/storage';
import { useSymbols } from '../api/symbols';
import { AddSymbol } from './AddSymbol';
import { WatchlistDialogs, type ListDialog } from './WatchlistDialogs';
import { WatchlistMenu } from './WatchlistMenu';
import { WatchlistRows } from './WatchlistRows';
import classes from './WatchlistPanel.module.css';
import { useKeepWatchlist, useWatchlists, type Watchlist } from './watchlists';
import './texts';

const chosenKey = 'ami.watchlist';

/** The person's watchlists, one at a time, at live prices. `current` is the symbol of the page. */
export function WatchlistPanel({ current }: { current: string }) {
  const { t } = useTranslation('watchlist');
  const query = useWatchlists();
  const keep = useKeepWatchlist();
  const symbols = useSymbols().data ?? [];
  const [chosen, setChosen] = useState(() => storage.get(chosenKey));
  const [dialog, setDialog] = useState<ListDialog | null>(null);
  const choose = (id: string) => {
    setChosen(id);
    storage.set(chosenKey, id);
  };
  const save = (list: Watchlist) => {
    keep.mutate(list);
    choose(list.id);
  };
  const make = (name: string) =>
    save({
      id: crypto.randomUUID(),
      version: 0,
      name,
      items: name === t('first') ? [{ symbol: current }] : [],
    });

  return (
    <QueryView query={query}>
      {(lists) => {
        const list = lists.find(({ id }) => id === chosen) ?? lists[0];
        if (!list) {
          return (
            <EmptyState
              icon="markets"
              title={t('none')}
              hint={t('noneHint')}
              action={<Button onClick={() => make(t('first'))}>{t('make')}</Button>}
            />
          );
        }
        return (
          <div className={classes.panel}>
            <div className={classes.head}>
              <Select
                size="xs"
                aria-label={t('choose')}
                className={classes.choose}
                allowDeselect={false}
                data={lists.map(({ id, name }) => ({ value: id, label: name }))}
                value={list.id}
                onChange={(id) => id && choose(id)}
              />
              <WatchlistMenu list={list} onDialog={setDialog} />
            </div>
            <WatchlistRows
              list={list}
              symbols={symbols}
              current={current}
              onItems={(items) => save({ ...list, items })}
            />
            <AddSymbol
              items={list.items}
              symbols={symbols}
              current={current}
              onItems={(items) => save({ ...list, items })}
            />
            {dialog && (
              <WatchlistDialogs
                dialog={dialog}
                list={list}
                symbols={symbols}
                onSave={save}
                onMake={make}
                onClose={() => setDialog(null)}
              />
            )}
          </div>
        );
      }}
    </QueryView>
  );
}
