import { Button, SegmentedControl, Text } from '@mantine/core';
import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import { useContext, useEffect, useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '@/components/AmountInput';
import { later } from '@/components/later';
import { Icon } from '@/components/Icon';
import { Panel } from '@/components/Panel';
import { SimulatedBadge } from '@/components/SimulatedBadge';
import { Decimal } from '@/lib/formats/decimal';
import { useFormats } from '@/lib/formats/useFormats';
import { QuotesContext, useQuote } from '@/lib/live/quotes';
import { usePositions } from '../api/parts';
import { useSelectedAccount } from '../api/useSelectedAccount';
import type { Instrument, OrderType, Side } from '../api/types';
import {
  emptyDraft,
  readDraft,
  type DraftField,
  type OrderDraft,
  type ReadDraft,
} from '../domain/orderDraft';
import { furtherTargets, hasTerms, targetShares } from '../domain/orderTerms';
import '../texts';
import { AccountSelect } from './AccountSelect';
import { ExitField } from './ExitField';
import { QuickSizes } from './QuickSizes';
import type { RiskCalculatorProps } from './RiskCalculator';
import type { SendNotesProps } from './SendNotes';
import { SideSwitch } from './SideSwitch';
import classes from './Ticket.module.css';
import { useDraftProblem } from './useDraftProblem';

/** Comes with the ticket, but after it: nobody reviews an order before having written it. */
const ReviewDialog = later(() => import('./ReviewDialog'));

/** What few orders need comes when it is opened. */
const AdvancedTerms = later(() => import('./AdvancedTerms'));

/** Comes into the room that it is given: no order waits for it. */
const RiskCalculator = later<RiskCalculatorProps>(() => import('./RiskCalculator'));

/** Needed by whoever has rules, and of what is closed or paused. */
const SendNotes = later<SendNotesProps>(() => import('./SendNotes'));

const types: readonly OrderType[] = ['market', 'limit', 'stop'];

/** From the top of the ticket to its end: a wrong one is led to. */
const fields = [
  'limitPrice',
  'stopPrice',
  'quantity',
  'stopLoss',
  'takeProfit',
  'trail',
  ...furtherTargets,
  ...targetShares,
  'expiresAt',
] as const satisfies readonly DraftField[];

type Props = {
  instrument: Instrument;
  /** There is more than one symbol around: it says which one this is about. */
  isNamed?: boolean;
  /** False when no prices arrive for it, so that no order could fill. */
  tradable?: boolean;
  /** Staff have paused it: only what reduces is accepted. */
  isPaused?: boolean;
  /** It is known what it cost, and nothing more is traded. */
  isOver?: boolean;
  /** Side chosen elsewhere (a key on the chart); `nonce` changes with every choice. */
  wanted?: { side: Side; nonce: number };
  /** What is typed for each symbol: it is there again when that symbol is. */
  drafts?: Map<string, OrderDraft>;
  onDraft?: (draft: ReadDraft) => void;
  onPlaced?: () => void;
};

/** The order ticket: what, how much, at what price, where out; nothing is sent before the review. */
export function Ticket({
  instrument,
  isNamed = false,
  tradable = true,
  isPaused = false,
  isOver = false,
  wanted,
  drafts,
  onDraft,
  onPlaced,
}: Props) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  const { accounts, account, select } = useSelectedAccount();
  const { now } = useContext(QuotesContext);
  const { symbol } = instrument;
  const quote = useQuote(symbol);
  const [draft, setDraft] = useState(() => drafts?.get(symbol) ?? emptyDraft);
  const [touched, setTouched] = useState<ReadonlySet<DraftField>>(new Set());
  const [reviewing, setReviewing] = useState(false);
  const [advanced, setAdvanced] = useState(false);
  const [handled, setHandled] = useState(wanted?.nonce);
  const pausedId = useId();
  const positions = usePositions().data;
  const held = positions?.find((position) => position.symbol === symbol)?.quantity ?? 0;
  const read = readDraft(draft, {
    instrument,
    quote,
    now: now(),
    decimalSeparator: formats.decimalSeparator,
    account: account && {
      buyingPower: account.buyingPower,
      most: Math.max(0, account.equity * account.leverage),
      held,
    },
  });
  const atMarket = draft.type === 'market' || draft.type === 'trailingStop';
  const canPrice = !isOver && (quote !== undefined || (tradable && !atMarket));
  const isRefused = isPaused && !read.onlyReduces;
  const problemText = useDraftProblem(instrument, read);

  if (wanted && wanted.nonce !== handled) {
    setHandled(wanted.nonce);
    setDraft({ ...draft, side: wanted.side });
  }

  useEffect(() => void drafts?.set(symbol, draft), [drafts, symbol, draft]);

  // What only reduces has no exits of its own.
  const exits = (['stopLoss', 'takeProfit'] as const).filter(() => !read.terms.reduceOnly);
  const levels = [read.entry, read.takeProfit, read.stopLoss, ...read.further].map(String).join();
  useEffect(() => {
    onDraft?.(read);
    // The levels stand for the draft: a tick that changes none of them is no news.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [levels, draft.type, onDraft]);

  const change = (part: Partial<OrderDraft>) => setDraft((old) => ({ ...old, ...part }));
  const touch = (field: DraftField) => setTouched((old) => new Set(old).add(field));
  const field = (name: DraftField) => ({
    value: draft[name],
    onChange: (value: string) => change({ [name]: value }),
    onBlur: () => draft[name] !== '' && touch(name),
    error: touched.has(name) ? problemText(name) : null,
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    setTouched(new Set(fields));
    if (read.request && account) return setReviewing(true);
    const first = fields.find((name) => name in read.problems);
    if (first) document.getElementById(`ticket-${first}`)?.focus();
  }

  const done = () => {
    setReviewing(false);
    setTouched(new Set());
    setDraft({
      ...emptyDraft,
      side: draft.side,
      type: draft.type,
      trail: draft.type === 'trailingStop' ? draft.trail : '',
    });
    onPlaced?.();
  };

  const title = isNamed ? t('ticket.titleOf', { symbol }) : t('ticket.title');
  return (
    <Panel title={title} actions={!instrument.simulated && <SimulatedBadge />}>
      <form onSubmit={submit} noValidate className={classes.form} aria-label={isNamed ? title : undefined}>
        <SideSwitch
          side={draft.side}
          quote={quote}
          digits={instrument.priceDigits}
          onChange={(side) => change({ side })}
        />
        {accounts.data && accounts.data.length > 1 && (
          <AccountSelect accounts={accounts.data} account={account} onSelect={select} />
        )}
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={t('ticket.type')}
          data={types.map((value) => ({ value, label: t(`type.${value}`) }))}
          value={draft.type}
          onChange={(value) => change({ type: value as OrderType })}
        />
        {(draft.type === 'limit' || draft.type === 'stopLimit') && (
          <AmountInput
            id="ticket-limitPrice"
            label={t('ticket.limitPrice')}
            description={read.fillsAtOnce ? t(`ticket.fillsAtOnce_${draft.side}`) : undefined}
            {...field('limitPrice')}
          />
        )}
        {(draft.type === 'stop' || draft.type === 'stopLimit') && (
          <AmountInput id="ticket-stopPrice" label={t('ticket.stopPrice')} {...field('stopPrice')} />
        )}
        <AmountInput
          id="ticket-quantity"
          label={t('ticket.quantity')}
          description={t('ticket.minimum', {
            quantity: formats.quantity(instrument.minQuantity, instrument.quantityDigits),
          })}
          {...field('quantity')}
        />
        <QuickSizes
          input={{
            side: draft.side,
            held,
            buyingPower: Decimal.of(Math.max(0, account?.buyingPower ?? 0)),
            entry: read.entry,
            atMarket,
            quantityDigits: instrument.quantityDigits,
          }}
          currency={instrument.currency}
          onUse={(quantity) => change({ quantity })}
        />
        {exits.map((name) => (
          <ExitField
            key={name}
            id={`ticket-${name}`}
            label={t(`ticket.${name}`)}
            {...field(name)}
            unit={draft[`${name}Unit`]}
            onUnit={(unit) => change({ [`${name}Unit`]: unit })}
            level={read[name]}
            digits={instrument.priceDigits}
          />
        ))}
        <Button
          variant="subtle"
          size="compact-xs"
          aria-expanded={advanced}
          rightSection={<Icon name={advanced ? 'chevronDown' : 'chevronRight'} size={14} />}
          onClick={() => setAdvanced(!advanced)}
        >
          {hasTerms(draft.type, draft) && !advanced ? t('ticket.advancedUsed') : t('ticket.advanced')}
        </Button>
        {advanced && <AdvancedTerms {...{ instrument, draft, read, change, field }} />}
        <div className={classes.risk}>
          <RiskCalculator
            instrument={instrument}
            account={account}
            entry={read.entry}
            stop={read.problems.stopLoss ? null : read.stopLoss}
            onUse={(quantity) => change({ quantity })}
          />
        </div>
        <dl className={classes.totals}>
          <dt>{t('ticket.value')}</dt>
          <dd>
            {read.entry && read.quantity
              ? formats.money(read.quantity.times(read.entry).toNumber(), instrument.currency)
              : '–'}
          </dd>
          <dt>{t('ticket.buyingPower')}</dt>
          <dd>{account ? formats.money(account.buyingPower, account.currency) : '–'}</dd>
        </dl>
        <div className={classes.send}>
          <SendNotes
            {...{ account, instrument, held, read, side: draft.side, pausedId: isPaused ? pausedId : null }}
          />
          <Button
            type="submit"
            fullWidth
            disabled={!account || !canPrice || isRefused}
            aria-describedby={isPaused ? pausedId : undefined}
          >
            {t(`ticket.review_${draft.side}`)}
          </Button>
        </div>
        {!canPrice && (
          <Text size="xs" c="dimmed" role="status">
            {tradable ? t('ticket.noQuote') : t('ticket.notLive')}
          </Text>
        )}
        {accounts.data?.length === 0 && (
          <Text size="xs" c="dimmed">
            {t('ticket.noAccount')}
          </Text>
        )}
      </form>
      {account && (
        <ReviewDialog
          opened={reviewing}
          account={account}
          instrument={instrument}
          draft={draft}
          read={read}
          isRefused={isRefused}
          onClose={() => setReviewing(false)}
          onPlaced={done}
        />
      )}
    </Panel>
  );
}
