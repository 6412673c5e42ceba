import { useTranslation } from 'react-i18next';
import { useNumberProblem } from '@/components/useNumberProblem';
import { useFormats } from '@/lib/formats/useFormats';
import type { Instrument } from '../api/types';
import type { DraftField, ReadDraft } from '../domain/orderDraft';

/** The text next to a field for what is wrong with it, or null. */
export function useDraftProblem(instrument: Instrument, read: ReadDraft) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  const numberProblem = useNumberProblem();
  return (field: DraftField): string | null => {
    const problem = read.problems[field];
    if (!problem) return null;
    const price = read.entry ? formats.price(read.entry.toNumber(), instrument.priceDigits) : '';
    switch (problem) {
      case 'mustBeAbove':
      case 'mustBeBelow':
        return t(`ticket.${problem}`, { price });
      case 'belowMinimum':
        return t('ticket.belowMinimum', {
          quantity: formats.quantity(instrument.minQuantity, instrument.quantityDigits),
        });
      case 'worthTooLittle':
        return t('ticket.worthTooLittle', {
          least: formats.money(instrument.minNotional, instrument.currency),
        });
      case 'beyondBuyingPower':
        return t('ticket.beyondBuyingPower');
      case 'belowHundred':
      case 'notSplit':
      case 'noFirstTarget':
      case 'past':
        return t(`terms.${problem}`);
      default:
        return numberProblem(
          problem,
          field === 'quantity' ? instrument.quantityDigits : instrument.priceDigits,
        );
    }
  };
}
