import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { readNumber } from '@/lib/formats/numberInput';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useNumberProblem } from '@/components/useNumberProblem';
import { useSymbols } from '../api/symbols';
import type { BarSource } from '../chart/barSource';
import { drawnOutputs, useTerm, type IndicatorInfo } from './catalogue';
import { colorNames, isColorName, type ColorName } from './colors';
import { useChoices } from './useChartIndicators';
import { useBenchmark, useCheck } from './useCheck';
import { parametersOf, wishOf, type Wanted } from './wishes';

type Props = {
  source: BarSource;
  one: Wanted;
  others: readonly Wanted[];
  onBack: () => void;
  onDone: () => void;
};

type Parameter = IndicatorInfo['parameters'][number];

/** Reads what was typed for a parameter, or says what is wrong with it. */
function useParameterReader() {
  const { t } = useTranslation('indicators');
  const formats = useFormats();
  const problemText = useNumberProblem();
  return (typed: string, { minimum, maximum, isInteger }: Parameter) => {
    const reading = readNumber(typed, formats.decimalSeparator);
    if (reading.value === null) return { value: 0, problem: problemText(reading.problem, 0) };
    const value = reading.value.toNumber();
    const range = { minimum: formats.quantity(minimum, 2), maximum: formats.quantity(maximum, 2) };
    if (value < minimum || value > maximum) return { value, problem: t('outOfRange', range) };
    return { value, problem: isInteger !== false && !Number.isInteger(value) ? t('notWhole') : null };
  };
}

/** Parameters within the ranges of the catalogue, a colour for each line, and what to compare with. */
export function IndicatorSettings({ source, one: { chosen, info }, others, onBack, onDone }: Props) {
  const { t } = useTranslation('indicators');
  const formats = useFormats();
  const errorText = useErrorText();
  const term = useTerm();
  const id = useId();
  const read = useParameterReader();
  const [choice, choices] = useChoices();
  const symbols = useSymbols().data ?? [];
  const { busy, error, check, forget } = useCheck(source);
  const typeable = (value: number) => String(value).replace('.', formats.decimalSeparator);
  const [typed, setTyped] = useState(() =>
    Object.fromEntries(
      parametersOf(info, chosen.parameters).map(({ parameter, value }) => [parameter.id, typeable(value)]),
    ),
  );
  const [colors, setColors] = useState<readonly ColorName[]>(() =>
    info.outputs.map((_, i) => chosen.colors[i] ?? 'blue'),
  );
  const [benchmark, setBenchmark] = useState(useBenchmark(choice.benchmark, source.symbol));
  const [tried, setTried] = useState(false);
  const readings = info.parameters.map((parameter) => ({
    parameter,
    ...read(typed[parameter.id] ?? '', parameter),
  }));

  async function apply(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    const wrong = readings.find(({ problem }) => problem !== null);
    if (wrong) return document.getElementById(`${id}-${wrong.parameter.id}`)?.focus();
    const parameters = Object.fromEntries(readings.map(({ parameter, value }) => [parameter.id, value]));
    const wish = wishOf(info, parameters);
    if (!(await check({ key: chosen.key, info, wish, benchmark }, others))) return;
    if (info.needsBenchmark && benchmark) choices.compareWith(benchmark);
    choices.change(chosen.key, { parameters, colors });
    onDone();
  }

  function restore() {
    forget();
    setTyped(Object.fromEntries(info.parameters.map((one) => [one.id, typeable(one.default)])));
  }

  return (
    <form onSubmit={(event) => void apply(event)} noValidate>
      <Stack gap="sm">
        {readings.map(({ parameter, problem }) => (
          <TextInput
            key={parameter.id}
            id={`${id}-${parameter.id}`}
            label={term(parameter.name)}
            description={t(parameter.isInteger === false ? 'range' : 'rangeWhole', {
              minimum: formats.quantity(parameter.minimum, 2),
              maximum: formats.quantity(parameter.maximum, 2),
            })}
            inputMode="decimal"
            autoComplete="off"
            value={typed[parameter.id] ?? ''}
            error={tried ? problem : null}
            onChange={(event) => setTyped({ ...typed, [parameter.id]: event.currentTarget.value })}
          />
        ))}
        {info.needsBenchmark && (
          <NativeSelect
            label={t('benchmark')}
            description={t('benchmarkHint')}
            value={benchmark ?? ''}
            data={symbols.map(({ symbol, name }) => ({ value: symbol, label: `${symbol} ${name}` }))}
            onChange={(event) => setBenchmark(event.currentTarget.value)}
          />
        )}
        {drawnOutputs(info).map(({ output, index }) => (
          <NativeSelect
            key={output.id}
            label={t('colorOf', { name: term(output.name) })}
            value={colors[index]}
            data={colorNames.map((color) => ({ value: color, label: t(`color.${color}`) }))}
            onChange={(event) => {
              const color = event.currentTarget.value;
              if (isColorName(color)) setColors(colors.with(index, color));
            }}
          />
        ))}
        {info.countsFromStart && (
          <Text size="sm" c="dimmed">
            {t('counts')}
          </Text>
        )}
        {error != null && (
          <Text size="sm" c="red" role="alert">
            {errorText(error)}
          </Text>
        )}
        <Group justify="space-between">
          <Button variant="subtle" onClick={onBack}>
            {t('back')}
          </Button>
          <Group gap="xs">
            {info.parameters.length > 0 && (
              <Button variant="default" onClick={restore}>
                {t('defaults')}
              </Button>
            )}
            <Button type="submit" loading={busy !== null}>
              {t('apply')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}
