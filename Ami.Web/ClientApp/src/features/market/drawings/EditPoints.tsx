import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '@/components/AmountInput';
import { Decimal } from '@/lib/formats/decimal';
import { asTyped, readAmount } from '@/lib/formats/numberInput';
import { useFormats } from '@/lib/formats/useFormats';
import { pointName } from './describe';
import { isFree, limits, type Anchor, type Drawing } from './kinds';
import { instantOf, wallOf } from '@/components/charts/wallTime';

type Props = {
  drawing: Drawing;
  digits: number;
  onApply: (points: readonly Anchor[]) => void;
  onCancel: () => void;
};

type Field = { price: string; time: string };

/** Whether entry, stop and target stand as they must. */
export function sidesFit({ kind }: Drawing, points: readonly Anchor[]): boolean {
  const [entry, stop, target] = points.map(({ price }) => price);
  if (entry === undefined || stop === undefined || target === undefined) return true;
  if (kind === 'longPosition') return stop < entry && entry < target;
  return kind !== 'shortPosition' || (target < entry && entry < stop);
}

/** Prices and times of a drawing as numbers, for whoever wants them exact or uses no pointer. */
export function EditPoints({ drawing, digits, onApply, onCancel }: Props) {
  const { t } = useTranslation('drawings');
  const { timeZone, decimalSeparator } = useFormats();
  const first = drawing.points.map(({ t: at, price }): Field => ({
    price: asTyped(Decimal.parse(price.toFixed(digits)) ?? Decimal.zero, decimalSeparator),
    time: wallOf(at, timeZone),
  }));
  const [fields, setFields] = useState(first);
  const [tried, setTried] = useState(false);

  const read = fields.map(({ price, time }, index) => {
    // What was not touched stays as exact as it is.
    const same = time === first[index]?.time ? (drawing.points[index]?.t ?? null) : instantOf(time, timeZone);
    const at = same !== null && same >= limits.earliest && same <= limits.latest ? same : null;
    return { price: readAmount(price, digits, decimalSeparator).value?.toNumber() ?? null, t: at };
  });
  const points = read.flatMap(({ price, t: at }): Anchor[] =>
    price === null || at === null ? [] : [{ price, t: at }],
  );
  const complete = points.length === read.length;

  function write(index: number, change: Partial<Field>) {
    setFields(fields.map((field, each) => (each === index ? { ...field, ...change } : field)));
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (complete && sidesFit(drawing, points)) onApply(points);
  }

  if (isFree(drawing.kind))
    return (
      <Stack>
        <Text size="sm">{t('manyPoints', { count: drawing.points.length })}</Text>
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </Stack>
    );

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="xs">
        {fields.map((field, index) => {
          const called = pointName(drawing, index);
          const point = typeof called === 'number' ? t('point', { n: called }) : t(`points.${called}`);
          return (
            <Group key={index} gap="xs" align="start" grow preventGrowOverflow={false}>
              <AmountInput
                size="xs"
                label={t('price', { point })}
                value={field.price}
                error={tried && read[index]?.price === null && t('badPrice')}
                onChange={(price) => write(index, { price })}
              />
              <TextInput
                size="xs"
                type="datetime-local"
                step={1}
                label={t('time', { point, zone: timeZone })}
                value={field.time}
                error={tried && read[index]?.t === null && t('badTime')}
                onChange={(event) => write(index, { time: event.currentTarget.value })}
              />
            </Group>
          );
        })}
        {tried && complete && !sidesFit(drawing, points) && (
          <Text size="sm" role="alert" className="loss">
            {t('badSides')}
          </Text>
        )}
        <Group justify="end">
          <Button size="xs" variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button size="xs" type="submit">
            {t('apply')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
