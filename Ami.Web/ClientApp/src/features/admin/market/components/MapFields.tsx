import { Group, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LayoutMap } from '../domain/layoutMap';
import '../texts';

const choices = {
  dates: ['dmy', 'mdy', 'ymd'],
  decimal: ['point', 'comma'],
  separator: ['comma', 'semicolon', 'tab', 'pipe'],
} as const;

type Props = { map: LayoutMap; onMap: (map: LayoutMap) => void };

/** How a file writes dates and numbers, where that is not recognised or recognised wrongly. */
export function MapFields({ map, onMap }: Props) {
  const { t } = useTranslation('adminMarket');
  const field = (part: string) => ({
    value: map[part] ?? '',
    onChange: (event: { currentTarget: { value: string } }) =>
      onMap({ ...map, [part]: event.currentTarget.value }),
  });
  const select = <Part extends keyof typeof choices>(part: Part) => (
    <NativeSelect
      label={t(`map.${part}.label`)}
      data={[
        { value: '', label: t('map.auto') },
        // The texts of a part have its choices as keys.
        ...choices[part].map((value) => ({ value, label: t(`map.${part}.${value}` as 'map.dates.dmy') })),
      ]}
      {...field(part)}
    />
  );
  return (
    <Group grow align="flex-end" preventGrowOverflow={false}>
      {select('dates')}
      {select('decimal')}
      {select('separator')}
      <TextInput
        label={t('map.zone')}
        placeholder={t('map.zoneExample')}
        maxLength={60}
        miw={150}
        {...field('zone')}
      />
    </Group>
  );
}
