import { Text } from '@mantine/core';
import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '@/lib/formats/useFormats';
import { QuotesContext } from '@/lib/live/quotes';
import type { Account, Instrument, Side } from '../api/types';
import type { ReadDraft } from '../domain/orderDraft';
import { useRulesLook } from './api';
import { judge } from './judge';
import './texts';

type Props = { account: Account; instrument: Instrument; side: Side; held: number; read: ReadDraft };

/** What the account's own rules say of an order before it is sent. */
export default function RuleNotes({ account, instrument, side, held, read }: Props) {
  const { t } = useTranslation('paperRules');
  const formats = useFormats();
  const { now } = useContext(QuotesContext);
  const look = useRulesLook().data;
  if (!look) return null;
  const judgements = judge(
    look,
    { symbol: instrument.symbol, side, held, equity: account.equity, read },
    now(),
  );
  const share = (percent: number) => formats.percent(percent / 100);
  return (
    <div role="status">
      {judgements.map(({ rule, isBroken, limit, figure, until }) => {
        const isShare = rule === 'riskPerTrade' || rule === 'riskPerDay';
        return (
          <Text key={rule} size="xs" c={isBroken ? 'var(--ami-warn-text)' : 'dimmed'}>
            {t(`note.${rule}`, {
              limit: isShare ? share(limit) : formats.integer(limit),
              figure: isShare ? share(figure) : formats.integer(figure),
              until: until ? formats.dateTime(until) : '',
            })}{' '}
            {isBroken && t('note.refused')}
          </Text>
        );
      })}
    </div>
  );
}
