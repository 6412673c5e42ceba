import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '@/lib/formats/useFormats';
import { useQuote } from '@/lib/live/quotes';
import type { SymbolSummary } from '../api/symbols';
import '../texts';
import { later } from '@/components/later';
import { LiveChange, LivePrice } from './LivePrice';
import { SourceTag } from './SourceTag';
import classes from './SymbolHeader.module.css';

const PausedTag = later(() => import('./PausedTag'));

/** Name, live price and the day's figures of a symbol. */
export function SymbolHeader({ summary, isPaused }: { summary: SymbolSummary; isPaused: boolean }) {
  const { t } = useTranslation('market');
  const formats = useFormats();
  const quote = useQuote(summary.symbol);
  const price = (value: number | null | undefined) =>
    value == null ? '–' : formats.price(value, summary.priceDigits);
  const figures = [
    [t('quote.bid'), price(quote?.bid)],
    [t('quote.ask'), price(quote?.ask)],
    ...(summary.volume24h === null
      ? []
      : ([
          [t('quote.high'), price(summary.high24h)],
          [t('quote.low'), price(summary.low24h)],
          [t('quote.volume'), formats.compact(summary.volume24h)],
        ] as const)),
  ] as const;
  return (
    <div className={classes.header}>
      <div>
        <div className={classes.name}>
          <Title order={1}>{summary.symbol}</Title>
          <SourceTag source={summary.source} />
        </div>
        <div className={classes.long}>{summary.name}</div>
      </div>
      <div>
        <div className={classes.price}>
          <LivePrice summary={summary} /> <span className={classes.currency}>{summary.currency}</span>
        </div>
        {summary.change24h !== null && <LiveChange summary={summary} arrow />}
        {!summary.live && summary.asOf && (
          <span className={classes.asOf}>
            {t('quote.asOf', { time: formats.tableTime(summary.asOf, false) })}
          </span>
        )}
      </div>
      <dl className={classes.figures}>
        {figures.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {isPaused && <PausedTag />}
    </div>
  );
}
