import { Alert, Fieldset, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import '@mantine/core/styles/Fieldset.css';
import { useTranslation } from 'react-i18next';
import '../texts';

const columns = ['time', 'clock', 'open', 'high', 'low', 'close', 'volume'] as const;
const choices = {
  dates: ['dmy', 'mdy', 'ymd'],
  decimal: ['point', 'comma'],
  separator: ['comma', 'semicolon', 'tab', 'pipe'],
} as const;

/** What somebody says about a file, by part; what is left empty is recognised. */
export type LayoutMap = Record<string, string>;

/** The mapping as the server reads it. */
export const mapText = (map: LayoutMap) =>
  Object.entries(map)
    .filter(([, value]) => value.trim())
    .map(([part, value]) => `${part}=${value.trim()}`)
    .join(',');

/** The columns and formats of a file that is not recognised, or can be read in two ways. */
export function MapFields({ map, onMap }: { map: LayoutMap; onMap: (map: LayoutMap) => void }) {
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
    <Fieldset legend={t('map.legend')}>
      <Stack gap="sm">
        <Alert variant="light">{t('map.hint')}</Alert>
        <Group grow align="flex-end" preventGrowOverflow={false}>
          {select('dates')}
          {select('decimal')}
        </Group>
        <Group grow align="flex-end" preventGrowOverflow={false}>
          {select('separator')}
          <TextInput
            label={t('map.zone')}
            placeholder={t('map.zoneExample')}
            maxLength={60}
            {...field('zone')}
          />
        </Group>
        <Group grow align="flex-end" preventGrowOverflow={false}>
          {columns.map((column) => (
            <TextInput key={column} label={t(`map.${column}`)} maxLength={60} miw={110} {...field(column)} />
          ))}
        </Group>
      </Stack>
    </Fieldset>
  );
}
