import { useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '@/components/toasts';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useSymbols } from '../api/symbols';
import { usePart } from '../commands/desk';
import { useTerm } from '../indicators/catalogue';
import { mostChosen } from '../indicators/choices';
import { useChoices } from '../indicators/useChartIndicators';
import type { BarSource } from './barSource';
import type { CandleChart } from './candleChart';
import { minutesStep, type Interval } from './intervals';
import type { ChartLook } from './look';

type Options = {
  chart: RefObject<CandleChart | null>;
  /** The bar above it. */
  bar: RefObject<HTMLElement | null>;
  source: BarSource;
  intervals: readonly Interval[];
  setInterval: (interval: Interval) => void;
  look: ChartLook;
  setLook: (look: ChartLook) => void;
  /** The other symbols on it. */
  others: readonly string[];
  /** Its bars are those of a replay. */
  isReplay: boolean;
  view: 'chart' | 'table';
  toggleTable: () => void;
  toggleFull: () => void;
  showIndicators: () => void;
  /** Commands are about this chart. */
  isActive: boolean;
};

/** What is done with a chart from its buttons, by keys and from the palette: one and the same. */
export function useChartCommands({
  chart,
  bar,
  source,
  intervals,
  look,
  others,
  isReplay,
  view,
  isActive,
  ...acts
}: Options) {
  const { t } = useTranslation('market');
  const errorText = useErrorText();
  const formats = useFormats();
  const term = useTerm();
  const symbols = useSymbols().data ?? [];
  const [choice, choices] = useChoices();
  const [keysShown, setKeysShown] = useState(false);
  const [asksDate, setAsksDate] = useState(false);
  const [asksOthers, setAsksOthers] = useState(false);

  const tell = (error: unknown) => toast(errorText(error), { tone: 'error' });
  const name = `${source.symbol} ${source.interval}`;
  /** Others on the chart are named; it says in which zone its times are. */
  const caption = () => ({
    title: [source.symbol, source.interval, ...others].join(' · '),
    time: `${formats.tableTime(source.origin.now(), false)} ${formats.timeZone}`,
  });
  const save = () =>
    void import('./picture')
      .then(({ savePicture }) => {
        const shot = chart.current?.picture();
        if (shot) savePicture(shot, caption(), name);
      })
      .catch(tell);
  const copy = () => {
    if (!chart.current) return;
    import('./picture')
      .then(({ copyPicture }) => chart.current && copyPicture(chart.current.picture(), caption()))
      .then(
        () => toast(t('chart.copied')),
        () => toast(t('chart.notCopied'), { tone: 'error' }),
      );
  };
  const toLatest = () => void source.toNewest().then(() => chart.current?.toLatest(), tell);
  async function goTo(t: number) {
    if (!(await source.goTo(t))) return false;
    chart.current?.toTime(t);
    return true;
  }
  async function add(id: string) {
    try {
      const { addIndicator } = await import('../indicators/addIndicator');
      const info = await addIndicator(id, source, choices, symbols);
      if (info) toast(t('chart.added', { name: term(info.name) }));
    } catch (error) {
      tell(error);
    }
  }

  usePart(
    'chart',
    {
      intervals,
      hasMinutes: minutesStep(intervals) !== null,
      look,
      compares: others.length > 0,
      isReplay,
      isDrawn: view === 'chart' && source.state.bars.length > 0,
      isFull: choice.indicators.length >= mostChosen,
      setInterval: acts.setInterval,
      setLook: acts.setLook,
      pan: (share) => chart.current?.pan(share),
      zoom: (factor) => chart.current?.zoom(factor),
      toOldest: () => chart.current?.toOldest(),
      toLatest,
      askDate: () => setAsksDate(true),
      askOthers: () => setAsksOthers(true),
      askMinutes: () => bar.current?.querySelector<HTMLButtonElement>('[data-minutes]')?.click(),
      toggleTable: acts.toggleTable,
      toggleFull: acts.toggleFull,
      savePicture: save,
      copyPicture: copy,
      showKeys: () => setKeysShown(true),
      showIndicators: acts.showIndicators,
      addIndicator: (id) => void add(id),
    },
    isActive,
  );
  return {
    save,
    copy,
    toLatest,
    goTo,
    keysShown,
    setKeysShown,
    asksDate,
    setAsksDate,
    asksOthers,
    setAsksOthers,
  };
}
