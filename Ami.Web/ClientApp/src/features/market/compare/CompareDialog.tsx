import { Group, Stack, Text, TextInput, Title, UnstyledButton, useComputedColorScheme } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/components/Dialog';
import { Icon } from '@/components/Icon';
import { IconButton } from '@/components/IconButton';
import { QueryView } from '@/components/QueryView';
import { useSymbols, type SymbolSummary } from '../api/symbols';
import { availableIntervals, readInterval, type Interval } from '../chart/intervals';
import { findMarkets } from '../components/findMarkets';
import list from '../indicators/AllIndicators.module.css';
import { colorAt } from './colors';
import { mostCompared } from './compared';
import classes from './CompareDialog.module.css';
import './texts';

export type CompareDialogProps = {
  /** Of the chart. */
  symbol: string;
  interval: Interval;
  others: readonly string[];
  onAdd: (symbol: string) => void;
  onRemove: (symbol: string) => void;
  onClose: () => void;
};

/** Nobody reads on further; the search finds the rest. */
const mostShown = 30;

const order = { by: 'symbol', descending: false } as const;

/** Chooses the symbols that a chart is compared with. */
export default function CompareDialog(props: CompareDialogProps) {
  const { symbol, interval, others, onAdd, onRemove, onClose } = props;
  const { t } = useTranslation('compare');
  const scheme = useComputedColorScheme('light');
  const query = useSymbols();
  const [typed, setTyped] = useState('');
  const isFull = others.length >= mostCompared;
  const find = (all: readonly SymbolSummary[]) =>
    findMarkets(all, typed, 'all', order).filter(
      (one) => one.symbol !== symbol && !others.includes(one.symbol),
    );
  const hasBars = ({ intervals }: SymbolSummary) =>
    readInterval(interval, availableIntervals(intervals)) !== null;

  function submit(event: FormEvent) {
    event.preventDefault();
    const [first] = typed.trim() === '' ? [] : find(query.data ?? []);
    if (!first || isFull) return;
    onAdd(first.symbol);
    setTyped('');
  }

  return (
    <Dialog opened onClose={onClose} title={t('title', { symbol })}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('note')}
        </Text>
        <form onSubmit={submit} noValidate>
          <TextInput
            data-autofocus
            type="search"
            aria-label={t('search')}
            placeholder={t('search')}
            leftSection={<Icon name="search" size={15} />}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </form>
        <section>
          <Group justify="space-between">
            <Title order={3}>{t('compared')}</Title>
            <Text size="xs" c="dimmed">
              {t('count', { count: others.length, most: mostCompared })}
            </Text>
          </Group>
          {others.length > 0 && (
            <ul className={list.list} aria-label={t('compared')}>
              {others.map((other, index) => (
                <li key={other} className={list.chosen}>
                  <span
                    className={classes.swatch}
                    style={{ background: colorAt(index, scheme) }}
                    aria-hidden="true"
                  />
                  <span className={list.name}>{other}</span>
                  <IconButton
                    icon="close"
                    label={t('remove', { symbol: other })}
                    onClick={() => onRemove(other)}
                  />
                </li>
              ))}
            </ul>
          )}
          <Text size="sm" c="dimmed" role="status">
            {isFull ? t('full') : others.length === 0 && t('none')}
          </Text>
        </section>
        <QueryView query={query}>
          {(all) => {
            const found = find(all);
            return (
              <section>
                <Text size="xs" c="dimmed" role="status">
                  {found.length === 0 ? t('nothing') : t('found', { count: found.length })}
                </Text>
                <ul className={list.list} aria-label={t('others')}>
                  {found.slice(0, mostShown).map((one) => (
                    <li key={one.symbol} className={list.offered}>
                      <UnstyledButton
                        className={list.add}
                        aria-label={t('add', { symbol: one.symbol })}
                        disabled={isFull}
                        onClick={() => onAdd(one.symbol)}
                      >
                        <Icon name="plus" size={15} />
                        <span className={list.name}>
                          {one.symbol} <span className={classes.label}>{one.name}</span>
                        </span>
                      </UnstyledButton>
                      {!hasBars(one) && <span className={list.where}>{t('noBars', { interval })}</span>}
                    </li>
                  ))}
                </ul>
              </section>
            );
          }}
        </QueryView>
      </Stack>
    </Dialog>
  );
}
