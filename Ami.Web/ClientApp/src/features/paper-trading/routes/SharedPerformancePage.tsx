import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Facts } from '@/components/Facts';
import { Icon } from '@/components/Icon';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { Signed } from '@/components/Signed';
import { SimulatedBadge } from '@/components/SimulatedBadge';
import { Stat, Stats } from '@/components/Stat';
import { EmptyState, ErrorState } from '@/components/states';
import { toast } from '@/components/toasts';
import { download } from '@/lib/api/download';
import { ApiError } from '@/lib/api/errors';
import type { components } from '@/lib/api/schema';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { EquityCurve } from '@/components/charts/EquityCurve';
import { useSharedPerformance } from '../sharing/links';
import '../sharing/texts';
import '../texts';
import '../texts/figures';
import '../texts/trade';
import classes from './TradePage.module.css';

type Shared = components['schemas']['SharedOfPaperPerformance'];
type Performance = components['schemas']['PaperPerformance'];

/** Writes values in the unit of what is shared: money, or fractions as percent. */
function useUnit(currency: string | null) {
  const formats = useFormats();
  const plain = useCallback(
    (value: number) => (currency ? formats.money(value, currency) : formats.percent(value)),
    [formats, currency],
  );
  const signed = (value: number) => (
    <Signed
      value={value}
      text={currency ? formats.signedMoney(value, currency) : formats.signedPercent(value)}
    />
  );
  return { plain, signed };
}

function Curve({ view }: { view: Performance }) {
  const { t } = useTranslation('paperSharing');
  const formats = useFormats();
  const { currency } = view;
  const { plain } = useUnit(currency);
  // The canvas has two decimals, which is right for money and for percent, but not for fractions.
  const scale = currency ? 1 : 100;
  const points = useMemo(
    () => view.curve.map(({ at, value }) => ({ at, equity: value * scale })),
    [view.curve, scale],
  );
  const text = useCallback((value: number) => plain(value / scale), [plain, scale]);
  const [first, last] = [view.curve[0], view.curve.at(-1)];
  if (!first || !last || first === last) {
    return <EmptyState icon="markets" title={t('page.empty')} hint={t('page.emptyHint')} />;
  }
  const values = view.curve.map(({ value }) => value);
  const label = t('page.chart', {
    from: formats.dateTime(first.at),
    to: formats.dateTime(last.at),
    first: plain(first.value),
    last: plain(last.value),
    low: plain(Math.min(...values)),
    high: plain(Math.max(...values)),
  });
  return <EquityCurve points={points} text={text} label={label} />;
}

function Statistics({ view }: { view: Performance }) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  const { plain, signed } = useUnit(view.currency);
  const { stats } = view;
  const known = (value: number | null, is = value !== null) => (is && value !== null ? signed(value) : '–');
  return (
    <Facts
      items={[
        [
          t('stats.trades'),
          `${formats.integer(stats.trades)} (${t('stats.wins', { wins: stats.wins, losses: stats.losses })})`,
        ],
        [t('stats.winRate'), stats.winRate === null ? '–' : formats.percent(stats.winRate, 1)],
        [t('stats.profitFactor'), stats.profitFactor === null ? '–' : formats.ratio(stats.profitFactor)],
        [t('stats.expectancy'), known(stats.expectancy)],
        [t('stats.averageWin'), known(stats.averageWin, stats.wins > 0)],
        [t('stats.averageLoss'), known(stats.averageLoss, stats.losses > 0)],
        [t('stats.maxDrawdown'), formats.percent(stats.maxDrawdownPct)],
        [t('stats.best'), known(stats.bestTrade, stats.trades > 0)],
        [t('stats.worst'), known(stats.worstTrade, stats.trades > 0)],
        [t('stats.fees'), plain(stats.feesPaid)],
      ]}
    />
  );
}

function PdfButton({ token }: { token: string }) {
  const { t } = useTranslation('paperSharing');
  const language = useLanguage();
  const errorText = useErrorText();
  const fetching = useMutation({
    mutationFn: () =>
      download(
        `/api/shared/paper-performance/${encodeURIComponent(token)}/pdf?${new URLSearchParams({ language })}`,
        { signal: new AbortController().signal, onProgress: () => undefined },
      ),
    onSuccess: () => toast(t('page.downloaded')),
    onError: (error) => toast(errorText(error), { tone: 'error' }),
  });
  return (
    <Button
      variant="default"
      leftSection={<Icon name="file" size={15} />}
      loading={fetching.isPending}
      onClick={() => fetching.mutate()}
    >
      {t('page.pdf')}
    </Button>
  );
}

function Performance({ shared, token }: { shared: Shared; token: string }) {
  const { t } = useTranslation('paperSharing');
  const formats = useFormats();
  const { view } = shared;
  const { plain } = useUnit(view.currency);
  const from = formats.date(view.since);
  return (
    <Page
      title={shared.title ?? t('page.title')}
      lead={
        <>
          <SimulatedBadge /> {t('page.lead', { date: formats.date(shared.expiresAt) })}
        </>
      }
      actions={<PdfButton token={token} />}
    >
      <Stack gap="md">
        <Stats>
          <Stat
            label={t('page.return')}
            hint={
              view.until
                ? t('page.fromTo', { from, to: formats.date(view.until) })
                : t('page.since', { from })
            }
          >
            <Signed value={view.return} text={formats.signedPercent(view.return)} />
          </Stat>
          {view.startingCash !== null && <Stat label={t('page.starting')}>{plain(view.startingCash)}</Stat>}
          <Stat label={t('stats.trades', { ns: 'paperTrading' })}>{formats.integer(view.stats.trades)}</Stat>
          <Stat label={t('stats.maxDrawdown', { ns: 'paperTrading' })}>
            {formats.percent(view.stats.maxDrawdownPct)}
          </Stat>
        </Stats>
        <div className={classes.performance}>
          <Panel title={t(view.currency ? 'page.curve' : 'page.curvePercent')} flush>
            <Curve view={view} />
          </Panel>
          <Panel title={t('trade.statsTitle', { ns: 'paperTrading' })}>
            <Statistics view={view} />
            <Text size="xs" c="dimmed" mt="xs">
              {t('stats.afterFees', { ns: 'paperTrading' })} {t('stats.few', { ns: 'paperTrading' })}
            </Text>
          </Panel>
        </div>
        <Anchor component={Link} to="/" size="sm">
          {t('page.what')}
        </Anchor>
      </Stack>
    </Page>
  );
}

function Gone({ error }: { error: unknown }) {
  const { t } = useTranslation('paperSharing');
  const errorText = useErrorText();
  return (
    <Page title={t('page.goneTitle')}>
      <Text>{errorText(error)}</Text>
    </Page>
  );
}

/** What somebody shares, for whoever has the link: nobody has to sign in, and no search engine lists it. */
export function SharedPerformancePage() {
  const { token = '' } = useParams();
  const query = useSharedPerformance(token);
  return (
    <>
      <meta name="robots" content="noindex, nofollow" />
      <meta name="referrer" content="no-referrer" />
      <QueryView
        query={query}
        failed={(error, retry) =>
          error instanceof ApiError && error.status === 404 ? (
            <Gone error={error} />
          ) : (
            <ErrorState error={error} onRetry={retry} />
          )
        }
      >
        {(shared) => <Performance shared={shared} token={token} />}
      </QueryView>
    </>
  );
}

export { SharedPerformancePage as Component };
