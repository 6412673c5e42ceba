import { Button, Group, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/states';
import '../texts/days';
import type { DaysAsked } from '../api/useDays';

/** Chooses the first and the last day of a list. */
export function DayFilter({ asked, isOfClosed = false }: { asked: DaysAsked; isOfClosed?: boolean }) {
  const { t } = useTranslation('paperTrading');
  const { typed, faults, set } = asked;
  return (
    <Group gap="xs" align="flex-start" role="group" aria-label={t('days.label')}>
      <TextInput
        type="date"
        size="xs"
        label={t(isOfClosed ? 'days.closedFrom' : 'days.from')}
        value={typed.from}
        error={faults.from && t(`days.${faults.from}`)}
        onChange={(event) => set('from', event.currentTarget.value)}
      />
      <TextInput
        type="date"
        size="xs"
        label={t(isOfClosed ? 'days.closedTo' : 'days.to')}
        value={typed.to}
        error={faults.to && t(`days.${faults.to}`)}
        onChange={(event) => set('to', event.currentTarget.value)}
      />
      {asked.isSet && (
        <Button variant="subtle" size="xs" mt={22} onClick={asked.clear}>
          {t('days.clear')}
        </Button>
      )}
    </Group>
  );
}

/** That there is nothing in the days that were chosen. */
export function NothingThen({ asked }: { asked: DaysAsked }) {
  const { t } = useTranslation('paperTrading');
  return (
    <EmptyState
      icon="table"
      title={t('days.nothing')}
      hint={t('days.nothingHint')}
      action={
        <Button variant="default" size="xs" onClick={asked.clear}>
          {t('days.clear')}
        </Button>
      }
    />
  );
}
