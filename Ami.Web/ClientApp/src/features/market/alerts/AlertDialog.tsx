import { Alert as Notice, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/components/Dialog';
import { QueryView } from '@/components/QueryView';
import { toast } from '@/components/toasts';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { actionsOf } from '../adjusted/factors';
import { useSymbols } from '../api/symbols';
import { availableIntervals, intervals } from '../chart/intervals';
import { useCatalogue, useTerm } from '../indicators/catalogue';
import { problemsOf } from '../rules/problems';
import { RuleText } from '../rules/RuleText';
import { useOffers } from '../rules/useOffers';
import classes from './AlertsPanel.module.css';
import { useKeepAlert, usePreview, type AlertRepeat, type KeepAlert, type PreviewAlert } from './api';
import { Channels } from './Channels';
import { Condition, usable } from './Condition';
import {
  draftOf,
  endings,
  expiryOf,
  formOf,
  intervalOf,
  marginOf,
  offered,
  type Draft,
  type Ending,
  type What,
} from './draft';
import { ruleOf } from './form';
import { Preview } from './Preview';
import { inTodaysShares, type AlertStart } from './start';
import { useDrawnName } from './useDrawnName';
import './texts';

export type AlertDialogProps = { start: AlertStart; onClose: () => void };

const longestName = 60;
const settleMs = 400;
const repeats: readonly AlertRepeat[] = ['always', 'bar', 'once'];

/** What an alert is called that was given no name. */
function usePlainName(start: AlertStart) {
  const { t } = useTranslation('alerts');
  const term = useTerm();
  const nameOf = useDrawnName();
  const all = useCatalogue(true).data ?? [];
  const symbol = start.symbol ?? start.watchlist?.name ?? t('allSymbols');
  return (draft: Draft): string => {
    const info = all.find(({ id }) => id === draft.left?.id) ?? usable(all)[0];
    const name =
      draft.what === 'price'
        ? t(`defaults.${draft.way}`, { symbol, level: draft.level })
        : draft.what === 'line' && draft.of !== 'drawing.price'
          ? t('defaults.drawn', { symbol, price: nameOf(draft.of) })
          : t(`defaults.${draft.what}`, { symbol, name: info ? term(info.name) : '' });
    return name.trim().slice(0, longestName).trim();
  };
}

/** Makes an alert, or changes one, which may be from before a split. */
export default function AlertDialog({ start, onClose }: AlertDialogProps) {
  const { t } = useTranslation('alerts');
  const { alert, symbol } = start;
  const actions = useQuery({ ...actionsOf(symbol ?? '', 'splits'), enabled: !!alert && symbol !== null });
  if (!alert || symbol === null) return <Editor start={start} onClose={onClose} />;
  if (actions.data) return <Editor start={inTodaysShares(start, actions.data)} onClose={onClose} />;
  return (
    <Dialog opened onClose={onClose} title={t('change', { name: alert.name })}>
      <QueryView query={actions}>{() => null}</QueryView>
    </Dialog>
  );
}

/** What is watched, how often, until when, and how one is told; with how often it would have fired. */
function Editor({ start, onClose }: AlertDialogProps) {
  const { t } = useTranslation('alerts');
  const formats = useFormats();
  const errorText = useErrorText();
  const separator = formats.decimalSeparator;
  const { alert, symbol } = start;
  const watchlistId = start.watchlist?.id ?? null;
  const [id] = useState(() => alert?.id ?? crypto.randomUUID());
  const [draft, setDraft] = useState(() => draftOf(start, separator));
  const listed = useSymbols().data?.find((one) => one.symbol === symbol)?.intervals;
  const offers = symbol === null ? intervals : availableIntervals(listed ?? []);
  const interval = intervalOf(draft, start.interval, offers[0]);
  const change = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }));
  const catalogue = usable(useCatalogue(true).data ?? []);
  const plainName = usePlainName(start)(draft);
  const keep = useKeepAlert();

  const drawingId = start.drawing?.id ?? alert?.drawingId ?? null;
  const form = formOf(draft, catalogue, separator);
  const margin = marginOf(draft, separator);
  const rule = form ? ruleOf(form, catalogue) : draft.what === 'text' ? draft.text.trim() : '';
  const isReady = rule !== '' && margin !== null;
  // As it was written, it goes on by the shares of then.
  const isOld = start.isOfOldShares && rule === alert?.rule;

  const asked: PreviewAlert | null = isReady
    ? {
        symbol,
        watchlistId,
        interval,
        rule,
        drawingId,
        margin,
        repeat: draft.repeat,
        writtenAt: isOld ? alert.writtenAt : null,
      }
    : null;
  const [settled] = useDebouncedValue(asked && JSON.stringify(asked), settleMs);
  const preview = usePreview(settled ? (JSON.parse(settled) as PreviewAlert) : null);
  const judged = settled ? (JSON.parse(settled) as PreviewAlert).rule : '';
  const problems = judged === rule ? problemsOf(preview.error) : [];
  const words = useOffers();

  function writeIt(what: What) {
    change(
      what === 'text' && draft.what !== 'text' && rule !== '' ? { what, text: rule, interval } : { what },
    );
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isReady) return;
    const name = draft.name.trim() || plainName;
    const body: KeepAlert = {
      version: alert?.version ?? 0,
      name,
      symbol,
      watchlistId,
      interval,
      rule,
      form,
      drawingId,
      margin,
      repeat: draft.repeat,
      expiresAt: expiryOf(draft, alert?.expiresAt),
      mail: draft.mail,
      webhook: draft.webhook.trim() || null,
      enabled: true,
    };
    keep.mutate(
      { id, body },
      {
        onSuccess: () => {
          toast(t('kept', { name }));
          onClose();
        },
      },
    );
  }

  return (
    <Dialog
      opened
      onClose={onClose}
      title={
        alert
          ? t('change', { name: alert.name })
          : t('newOn', { symbol: symbol ?? start.watchlist?.name ?? t('allSymbols') })
      }
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <NativeSelect
            data-autofocus
            label={t('what.label')}
            value={draft.what}
            data={offered(start).map((value) => ({ value, label: t(`what.${value}`) }))}
            onChange={(event) => writeIt(event.currentTarget.value as What)}
          />
          <Condition draft={draft} onChange={change} />
          {draft.what === 'text' ? (
            <RuleText
              label={t('rule')}
              hint={drawingId === null ? undefined : t('ruleAbout')}
              value={draft.text}
              problems={problems}
              offers={words}
              onChange={(text) => change({ text })}
            />
          ) : (
            <Group gap="xs" justify="space-between" wrap="nowrap">
              <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                {rule && t('readsAs', { rule })}
              </Text>
              <Button size="compact-xs" variant="subtle" onClick={() => writeIt('text')}>
                {t('writeIt')}
              </Button>
            </Group>
          )}
          {start.isOfOldShares && (
            <Text size="sm" role="note">
              {t(isOld ? 'oldShares' : 'newShares')}
            </Text>
          )}
          <NativeSelect
            label={t('bars')}
            value={interval}
            data={[...new Set([...offers, start.interval, interval])]}
            onChange={(event) => change({ interval: event.currentTarget.value })}
          />
          <Preview
            query={preview}
            interval={interval}
            isOnMany={symbol === null}
            isToldElsewhere={draft.what === 'text' && problems.length > 0}
          />
          <div className={classes.pair}>
            <NativeSelect
              label={t('repeat.label')}
              inputWrapperOrder={['label', 'input', 'description']}
              description={watchlistId && draft.repeat === 'once' ? t('repeat.onceHint') : null}
              value={draft.repeat}
              data={repeats.map((value) => ({
                value,
                label: t(`repeat.${value === 'once' && symbol === null ? 'onceEach' : value}`),
              }))}
              onChange={(event) => change({ repeat: event.currentTarget.value as AlertRepeat })}
            />
            <NativeSelect
              label={t('expires.label')}
              value={draft.ending}
              data={(
                ['never', ...Object.keys(endings), ...(alert?.expiresAt ? ['keep'] : [])] as Ending[]
              ).map((value) => ({
                value,
                label: t(`expires.${value}`, {
                  time: alert?.expiresAt ? formats.dateTime(alert.expiresAt) : '',
                }),
              }))}
              onChange={(event) => change({ ending: event.currentTarget.value as Ending })}
            />
          </div>
          {draft.repeat === 'always' && (
            <TextInput
              label={t('margin')}
              description={t('marginHint')}
              inputMode="decimal"
              autoComplete="off"
              value={draft.margin}
              error={margin === null ? t('marginBad') : null}
              onChange={(event) => change({ margin: event.currentTarget.value })}
            />
          )}
          <Channels
            mail={draft.mail}
            webhook={draft.webhook}
            onMail={(mail) => change({ mail })}
            onWebhook={(webhook) => change({ webhook })}
          />
          <TextInput
            label={t('name')}
            placeholder={plainName}
            maxLength={longestName}
            autoComplete="off"
            value={draft.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          {keep.error && (
            <Notice color="red" role="alert">
              {errorText(keep.error)}
            </Notice>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel', { ns: 'common' })}
            </Button>
            <Button type="submit" disabled={!isReady} loading={keep.isPending}>
              {t(alert ? 'save' : 'submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
