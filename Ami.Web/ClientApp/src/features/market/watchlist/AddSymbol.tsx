import { Autocomplete, Button } from '@mantine/core';
import '@mantine/core/styles/Combobox.css';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { SymbolSummary } from '../api/symbols';
import { mostItems, withSymbol, type WatchItem } from './lists';
import classes from './WatchlistPanel.module.css';

type Props = {
  items: readonly WatchItem[];
  symbols: readonly SymbolSummary[];
  current: string;
  onItems: (items: WatchItem[]) => void;
};

/** Adds a symbol by its name, or the one of the page with one press. */
export function AddSymbol({ items, symbols, current, onItems }: Props) {
  const { t } = useTranslation('watchlist');
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<'noSymbol' | 'twice' | 'full' | null>(null);
  const isIn = (symbol: string) => items.some((item) => item.symbol === symbol);

  function add(symbol: string) {
    const wrong = !symbols.some((one) => one.symbol === symbol)
      ? 'noSymbol'
      : isIn(symbol)
        ? 'twice'
        : items.length >= mostItems
          ? 'full'
          : null;
    setProblem(wrong);
    if (wrong) return;
    onItems(withSymbol(items, symbol));
    setText('');
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (text.trim() !== '') add(text.trim().toUpperCase());
  }

  return (
    <form className={classes.add} onSubmit={submit} noValidate>
      <Autocomplete
        size="xs"
        aria-label={t('add')}
        placeholder={t('add')}
        value={text}
        onChange={(value) => {
          setText(value);
          setProblem(null);
        }}
        onOptionSubmit={add}
        data={symbols.filter(({ symbol }) => !isIn(symbol)).map(({ symbol }) => symbol)}
        error={problem && t(problem)}
        limit={12}
      />
      {!isIn(current) && (
        <Button size="xs" variant="default" onClick={() => add(current)}>
          {t('addCurrent', { symbol: current })}
        </Button>
      )}
    </form>
  );
}
