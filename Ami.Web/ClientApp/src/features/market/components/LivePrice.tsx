import { Signed } from '@/components/Signed';
import { useFormats } from '@/lib/formats/useFormats';
import { useQuote } from '@/lib/live/quotes';
import type { SymbolSummary } from '../api/symbols';
import { changeWith } from './change';

/** The newest price: from the stream, else as it was loaded. */
export function LivePrice({ summary }: { summary: SymbolSummary }) {
  const formats = useFormats();
  const last = useQuote(summary.symbol)?.last ?? summary.last;
  return last == null ? '–' : formats.price(last, summary.priceDigits);
}

export function LiveChange({ summary, arrow }: { summary: SymbolSummary; arrow?: boolean }) {
  const formats = useFormats();
  const change = changeWith(summary, useQuote(summary.symbol)?.last);
  return change === null ? '–' : <Signed value={change} text={formats.signedPercent(change)} arrow={arrow} />;
}
