import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ActDialog } from '@/components/ActDialog';
import { Facts } from '@/components/Facts';
import { JobProgress } from '@/components/longJobs/JobProgress';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { ApiError } from '@/lib/api/errors';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useLongJob } from '@/lib/longJobs/longJobs';
import { useTextParam } from '@/lib/urlState';
import {
  pauseSymbol,
  switchSource,
  symbolsKey,
  useBackfilled,
  useStartBackfill,
  type Source,
  type SymbolDetails,
} from '../api/symbols';

type Props = { details: SymbolDetails; mayManage: boolean };

/** Whether the symbol is traded, and the button that changes it. */
export function TradingPanel({ details: { row }, mayManage }: Props) {
  const { t } = useTranslation('adminSymbols');
  const formats = useFormats();
  const [open, setOpen] = useState(false);
  const act = row.pausedAt ? 'resume' : 'pause';
  return (
    <Panel
      title={t('trading')}
      actions={
        mayManage && (
          <Button size="xs" variant="default" onClick={() => setOpen(true)}>
            {t(`act.${act}`)}
          </Button>
        )
      }
    >
      <Text size="sm">
        {row.pausedAt ? t('pausedSince', { at: formats.dateTime(row.pausedAt) }) : t('tradedNow')}
      </Text>
      {open && (
        <ActDialog
          title={t(`act.${act}`)}
          lead={t(`actLead.${act}`, { symbol: row.symbol })}
          submit={t(`act.${act}`)}
          done={t('saved')}
          danger={act === 'pause'}
          act={() => pauseSymbol(row, act === 'pause')}
          refresh={[symbolsKey]}
          onClose={() => setOpen(false)}
        />
      )}
    </Panel>
  );
}

/** Where prices come from, and where else they may: what is not possible says why. */
export function SourcePanel({ details: { row, sources }, mayManage }: Props) {
  const { t } = useTranslation('adminSymbols');
  const errorText = useErrorText();
  const [to, setTo] = useState<Source | null>(null);
  return (
    <Panel title={t('column.source')}>
      <Stack gap="sm">
        <Text size="sm">
          {t('comesFrom', { source: t(`source.${row.source}`) })} {row.isReplayed && t('replayRuns')}
        </Text>
        {sources
          .filter(({ source }) => source !== row.source)
          .map(({ source, refusal }) => (
            <Group key={source} justify="space-between" gap="xs">
              <Text size="sm">{t(`source.${source}`)}</Text>
              {refusal ? (
                <Text size="sm" c="dimmed">
                  {errorText(new ApiError(409, refusal, refusal))}
                </Text>
              ) : (
                mayManage && (
                  <Button size="xs" variant="default" onClick={() => setTo(source)}>
                    {t('switchTo', { source: t(`source.${source}`) })}
                  </Button>
                )
              )}
            </Group>
          ))}
      </Stack>
      {to && (
        <ActDialog
          title={t('switchTo', { source: t(`source.${to}`) })}
          lead={t(to === 'imported' || to === 'polygon' ? `switchLead.${to}` : 'switchLead.binance', {
            symbol: row.symbol,
          })}
          submit={t('switch')}
          done={t('saved')}
          danger={to !== 'binance'}
          act={() => switchSource(row, to)}
          refresh={[symbolsKey]}
          onClose={() => setTo(null)}
        />
      )}
    </Panel>
  );
}

/** Fetches more of the symbol's past. The job stands in the address, so that a reload finds it. */
export function BackfillPanel({ details: { row }, mayManage }: Props) {
  const { t } = useTranslation('adminSymbols');
  const errorText = useErrorText();
  const start = useStartBackfill();
  const [job, setJob] = useTextParam('job');
  const [interval, setInterval] = useState('1d');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [shown, setShown] = useState(false);
  const isRange = from !== '' && to !== '' && from < to;

  function submit(event: FormEvent) {
    event.preventDefault();
    setShown(true);
    if (isRange)
      start.mutate(
        { symbol: row.symbol, interval, from: `${from}T00:00:00Z`, to: `${to}T00:00:00Z` },
        { onSuccess: ({ id }) => setJob(id) },
      );
  }

  if (row.source !== 'binance' && row.source !== 'polygon') return null;
  return (
    <Panel title={t('backfill.title')}>
      <Stack gap="md">
        <Text size="sm">{t('backfill.lead', { source: t(`source.${row.source}`) })}</Text>
        {job && <Followed id={job} />}
        {mayManage && (
          <form onSubmit={submit} noValidate>
            <Stack gap="sm">
              {start.error && (
                <Text size="sm" role="alert" c="var(--mantine-color-error)">
                  {errorText(start.error)}
                </Text>
              )}
              <Group grow align="flex-start" preventGrowOverflow={false}>
                <NativeSelect
                  label={t('backfill.interval')}
                  data={['1d', '1h', '1m']}
                  value={interval}
                  onChange={(event) => setInterval(event.currentTarget.value)}
                />
                <TextInput
                  type="date"
                  label={t('backfill.from')}
                  value={from}
                  error={shown && !isRange ? t('backfill.range') : null}
                  onChange={(event) => setFrom(event.currentTarget.value)}
                />
                <TextInput
                  type="date"
                  label={t('backfill.to')}
                  value={to}
                  onChange={(event) => setTo(event.currentTarget.value)}
                />
              </Group>
              <Group>
                <Button type="submit" loading={start.isPending}>
                  {t('backfill.start')}
                </Button>
              </Group>
            </Stack>
          </form>
        )}
      </Stack>
    </Panel>
  );
}

function Followed({ id }: { id: string }) {
  const { t } = useTranslation('adminSymbols');
  return (
    <QueryView query={useLongJob(id)}>
      {(job) => (
        <JobProgress job={job} cancelled={t('backfill.cancelled')}>
          <Fetched id={job.id} />
        </JobProgress>
      )}
    </QueryView>
  );
}

function Fetched({ id }: { id: string }) {
  const { t } = useTranslation('adminSymbols');
  const formats = useFormats();
  return (
    <QueryView query={useBackfilled(id)}>
      {(done) => (
        <Facts
          items={[
            [t('backfill.span'), `${formats.date(done.from)} – ${formats.date(done.to)}`],
            [t('backfill.bars'), formats.integer(done.bars)],
            [t('backfill.inserted'), formats.integer(done.inserted)],
          ]}
        />
      )}
    </QueryView>
  );
}
