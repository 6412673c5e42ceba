import { NativeSelect, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { QueryView } from '@/components/QueryView';
import { useCatalogue, type IndicatorInfo } from '../indicators/catalogue';
import classes from './AlertsPanel.module.css';
import { wayAtClose, type Draft } from './draft';
import { pricesBeside, type DrawnPrice } from './drawnPrices';
import { bandWays, priceWays, ways, type BandWay, type PriceWay } from './form';
import { useDrawnName } from './useDrawnName';
import { IndicatorFields, plainRef } from './IndicatorFields';

type Props = { draft: Draft; onChange: (change: Partial<Draft>) => void };

const upper = <T extends string>(text: T) => (text.charAt(0).toUpperCase() + text.slice(1)) as Capitalize<T>;

function PriceWayField({ draft, onChange }: Props) {
  const { t } = useTranslation('alerts');
  return (
    <NativeSelect
      label={t('way.label')}
      value={draft.way}
      data={priceWays.map((value) => ({ value, label: t(`way.price${upper(value)}`) }))}
      onChange={(event) => onChange({ way: event.currentTarget.value as PriceWay })}
    />
  );
}

function Level(props: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <TextInput
      label={props.label}
      inputMode="decimal"
      autoComplete="off"
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}

function IndicatorCondition({ draft, onChange, catalogue }: Props & { catalogue: readonly IndicatorInfo[] }) {
  const { t } = useTranslation('alerts');
  const [first] = catalogue;
  if (!first) return null;
  const others = ['level', 'close', 'indicator'] as const;
  return (
    <Stack gap="sm">
      <IndicatorFields
        label={t('indicator')}
        catalogue={catalogue}
        value={draft.left ?? plainRef(first)}
        onChange={(left) => onChange({ left })}
      />
      <div className={classes.pair}>
        <NativeSelect
          label={t('way.label')}
          value={wayAtClose(draft.way)}
          data={ways.map((value) => ({ value, label: t(`way.${value}`) }))}
          onChange={(event) => onChange({ way: event.currentTarget.value as PriceWay })}
        />
        <NativeSelect
          label={t('other')}
          value={draft.other}
          data={others.map((value) => ({ value, label: t(`otherKind.${value}`) }))}
          onChange={(event) => onChange({ other: event.currentTarget.value as Draft['other'] })}
        />
        {draft.other === 'level' && (
          <Level
            label={t('value')}
            value={draft.otherLevel}
            onChange={(otherLevel) => onChange({ otherLevel })}
          />
        )}
      </div>
      {draft.other === 'indicator' && (
        <IndicatorFields
          label={t('otherIndicator')}
          catalogue={catalogue}
          value={draft.right ?? plainRef(first)}
          onChange={(right) => onChange({ right })}
        />
      )}
    </Stack>
  );
}

/** Those that compare with another symbol have no place in a rule about one. */
export const usable = (catalogue: readonly IndicatorInfo[]) =>
  catalogue.filter(({ needsBenchmark }) => !needsBenchmark);

/** A condition as a form, for those who do not write rules. */
export function Condition({ draft, onChange }: Props) {
  const { t } = useTranslation('alerts');
  const query = useCatalogue(draft.what === 'indicator');
  const nameOf = useDrawnName();
  const prices = pricesBeside(draft.of);
  switch (draft.what) {
    case 'price':
      return (
        <div className={classes.pair}>
          <PriceWayField draft={draft} onChange={onChange} />
          <Level label={t('level')} value={draft.level} onChange={(level) => onChange({ level })} />
        </div>
      );
    case 'indicator':
      return (
        <QueryView query={query}>
          {(all) => <IndicatorCondition draft={draft} onChange={onChange} catalogue={usable(all)} />}
        </QueryView>
      );
    case 'line':
      return (
        <div className={classes.pair}>
          <PriceWayField draft={draft} onChange={onChange} />
          {prices.length > 1 && (
            <NativeSelect
              label={t('drawnPrice')}
              value={draft.of}
              data={prices.map((value) => ({ value, label: nameOf(value) }))}
              onChange={(event) => onChange({ of: event.currentTarget.value as DrawnPrice })}
            />
          )}
        </div>
      );
    case 'band':
      return (
        <NativeSelect
          label={t('way.label')}
          value={draft.bandWay}
          data={bandWays.map((value) => ({
            value,
            label: t(value === 'above' || value === 'below' ? `way.band${upper(value)}` : `way.${value}`),
          }))}
          onChange={(event) => onChange({ bandWay: event.currentTarget.value as BandWay })}
        />
      );
    case 'text':
      return null;
  }
}
