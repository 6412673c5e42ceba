import { Group, Stack, Text, TextInput, Title, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/Icon';
import { IconButton } from '@/components/IconButton';
import { QueryView } from '@/components/QueryView';
import { useErrorText } from '@/lib/i18n/useErrorText';
import type { BarSource } from '../chart/barSource';
import { putOnChart } from './addIndicator';
import classes from './AllIndicators.module.css';
import { findIndicators, useCatalogue, useTerm, type IndicatorInfo } from './catalogue';
import { mostChosen } from './choices';
import { useIndicatorName } from './useIndicatorName';
import { useChoices } from './useChartIndicators';
import { useBenchmark, useCheck } from './useCheck';
import { wishOf, type Wanted } from './wishes';

type Props = { source: BarSource; wanted: readonly Wanted[]; onSettings: (key: string) => void };

function OnChart({ wanted, onSettings }: Omit<Props, 'source'>) {
  const { t } = useTranslation('indicators');
  const [, choices] = useChoices();
  const nameOf = useIndicatorName();
  if (wanted.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('none')}
      </Text>
    );
  return (
    <ul className={classes.list} aria-label={t('onChart')}>
      {wanted.map((one, i) => {
        const { key, hidden } = one.chosen;
        const name = nameOf(one);
        return (
          <li key={key} className={classes.chosen} data-hidden={hidden}>
            <span className={classes.name}>{name}</span>
            {i > 0 && (
              <IconButton
                icon="arrowUp"
                label={t('upNamed', { name })}
                onClick={() => choices.move(key, -1)}
              />
            )}
            {i < wanted.length - 1 && (
              <IconButton
                icon="arrowDown"
                label={t('downNamed', { name })}
                onClick={() => choices.move(key, 1)}
              />
            )}
            <IconButton
              icon={hidden ? 'eyeOff' : 'eye'}
              label={t(hidden ? 'showNamed' : 'hideNamed', { name })}
              onClick={() => choices.change(key, { hidden: !hidden })}
            />
            <IconButton icon="sliders" label={t('settingsOf', { name })} onClick={() => onSettings(key)} />
            <IconButton icon="close" label={t('removeNamed', { name })} onClick={() => choices.remove(key)} />
          </li>
        );
      })}
    </ul>
  );
}

/** What is on the chart, and all that may come onto it. */
export function AllIndicators({ source, wanted, onSettings }: Props) {
  const { t } = useTranslation('indicators');
  const errorText = useErrorText();
  const term = useTerm();
  const query = useCatalogue(true);
  const [choice, choices] = useChoices();
  const benchmark = useBenchmark(choice.benchmark, source.symbol);
  const { busy, error, check } = useCheck(source);
  const [typed, setTyped] = useState('');
  const [told, setTold] = useState('');
  const full = choice.indicators.length >= mostChosen;

  async function add(info: IndicatorInfo) {
    setTold('');
    if (!(await check({ key: info.id, info, wish: wishOf(info, {}), benchmark }, wanted))) return;
    putOnChart(info, benchmark, wanted, choices);
    setTold(t('added', { name: term(info.name) }));
  }

  return (
    <Stack gap="sm">
      <TextInput
        data-autofocus
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<Icon name="search" size={15} />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <VisuallyHidden role="status">{told}</VisuallyHidden>
      {error != null && (
        <Text size="sm" c="red" role="alert">
          {errorText(error)}
        </Text>
      )}
      <section>
        <Group justify="space-between">
          <Title order={3}>{t('onChart')}</Title>
          <Text size="xs" c="dimmed">
            {t('onChartCount', { count: choice.indicators.length, most: mostChosen })}
          </Text>
        </Group>
        <OnChart wanted={wanted} onSettings={onSettings} />
        {full && (
          <Text size="sm" c="dimmed">
            {t('full')}
          </Text>
        )}
      </section>
      <QueryView query={query}>
        {(all) => {
          const found = findIndicators(all, typed);
          const groups = [...new Set(found.map(({ group }) => group))];
          return (
            <>
              <Text size="xs" c="dimmed" role="status">
                {found.length === 0 ? t('nothing') : t('found', { count: found.length })}
              </Text>
              {groups.map((group) => (
                <section key={group}>
                  <Title order={3}>{t(`group.${group}`)}</Title>
                  <ul className={classes.list}>
                    {found
                      .filter((info) => info.group === group)
                      .map((info) => (
                        <li key={info.id} className={classes.offered}>
                          <UnstyledButton
                            className={classes.add}
                            aria-label={t('addNamed', { name: term(info.name) })}
                            disabled={full || busy !== null}
                            data-busy={busy === info.id}
                            onClick={() => void add(info)}
                          >
                            <Icon name="plus" size={15} />
                            <span className={classes.name}>{term(info.name)}</span>
                          </UnstyledButton>
                          <span className={classes.where}>{t(info.pane)}</span>
                        </li>
                      ))}
                  </ul>
                </section>
              ))}
            </>
          );
        }}
      </QueryView>
    </Stack>
  );
}
