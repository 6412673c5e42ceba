import { Button, Switch, Text, Title } from '@mantine/core';
import '@mantine/core/styles/Switch.css';
import '@mantine/core/styles/InlineInput.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '@/components/IconButton';
import { later } from '@/components/later';
import { QueryView } from '@/components/QueryView';
import { EmptyState } from '@/components/states';
import { Tag } from '@/components/Tag';
import { toast } from '@/components/toasts';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useSymbols } from '../api/symbols';
import { useDesk } from '../commands/desk';
import { useWatchlists } from '../watchlist/watchlists';
import type { AlertDialogProps } from './AlertDialog';
import classes from './AlertsPanel.module.css';
import { bodyOf, useAlerts, useFirings, useKeepAlert, type Alert } from './api';
import type { DeleteAlertProps } from './DeleteAlert';
import { stateOf } from './stateOf';
import './texts';

const AlertDialog = later<AlertDialogProps>(() => import('./AlertDialog'));
const DeleteAlert = later<DeleteAlertProps>(() => import('./DeleteAlert'));

const mostFirings = 20;

function Row({ alert, current, about, listed, onEdit, onDelete }: RowProps) {
  const { t } = useTranslation('alerts');
  const formats = useFormats();
  const errorText = useErrorText();
  const keep = useKeepAlert();
  const { name, symbol, interval, enabled, firedCount, lastFiredAt } = alert;
  const state = stateOf(alert, listed);
  const isFlawed = state === 'broken' || state === 'drawingGone' || state === 'watchlistGone';
  const isOn = state === 'armed' || state === 'watching' || state === 'watchingList';

  const toggle = () =>
    keep.mutate(
      { id: alert.id, body: { ...bodyOf(alert), enabled: !enabled } },
      {
        onSuccess: () => toast(t(enabled ? 'keptOff' : 'kept', { name })),
        onError: (error) => toast(errorText(error), { tone: 'error' }),
      },
    );

  return (
    <li className={classes.row} data-current={symbol === current}>
      <div className={classes.words}>
        <span className={classes.name}>{name}</span>
        <span className={classes.small}>
          {about} · {interval} · {alert.drawingId ? t('drawn') : alert.rule}
        </span>
        <span className={classes.small}>
          <Tag tone={isOn ? 'accent' : isFlawed ? 'warn' : 'plain'}>{t(`state.${state}`)}</Tag>{' '}
          {firedCount > 0 && t('count', { count: firedCount })}
          {lastFiredAt && `, ${t('lastAt', { time: formats.dateTime(lastFiredAt) })}`}
        </span>
      </div>
      <Switch
        size="xs"
        checked={enabled}
        disabled={keep.isPending}
        aria-label={t('on', { name })}
        onChange={toggle}
      />
      <IconButton icon="sliders" label={t('edit', { name })} onClick={onEdit} />
      <IconButton icon="close" label={t('delete', { name })} onClick={onDelete} />
    </li>
  );
}

type RowProps = {
  alert: Alert;
  current: string;
  /** The symbol, or which symbols. */
  about: string;
  /** How many symbols its list has, where that is known. */
  listed?: number;
  onEdit: () => void;
  onDelete: () => void;
};

/** When alerts fired, the newest first. */
function Firings({ digitsOf }: { digitsOf: (symbol: string) => number }) {
  const { t } = useTranslation('alerts');
  const formats = useFormats();
  const query = useFirings();
  return (
    <section className={classes.fired} aria-label={t('fired')}>
      <Title order={3} size="xs">
        {t('fired')}
      </Title>
      <QueryView query={query}>
        {(firings) =>
          firings.length === 0 ? (
            <Text size="xs" c="dimmed">
              {t('firedNone')}
            </Text>
          ) : (
            <ul className={classes.plain}>
              {firings.slice(0, mostFirings).map((one) => (
                <li key={one.id} className={classes.firing}>
                  <span className={classes.name}>{one.name}</span>
                  <span className={classes.small}>
                    {t('firedAt', {
                      symbol: one.symbol,
                      price: formats.price(one.price, digitsOf(one.symbol)),
                      time: formats.dateTime(one.firedAt),
                    })}
                    {one.webhookError && ` · ${one.webhookError}`}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
    </section>
  );
}

/** The person's alerts with what they are up to, and when they fired. `current` is the symbol of the page. */
export function AlertsPanel({ current }: { current: string }) {
  const { t } = useTranslation('alerts');
  const query = useAlerts();
  const symbols = useSymbols().data ?? [];
  const [edited, setEdited] = useState<Alert | null>(null);
  const [deleted, setDeleted] = useState<Alert | null>(null);
  const lists = useWatchlists(query.data?.items.some(({ watchlistId }) => watchlistId) ?? false).data;
  const found = ({ watchlistId }: Alert) => lists?.find(({ id }) => id === watchlistId);
  const listOf = (alert: Alert) =>
    alert.watchlistId
      ? { id: alert.watchlistId, name: found(alert)?.name ?? t(lists ? 'listGone' : 'aList') }
      : undefined;
  const digitsOf = (symbol: string) => symbols.find((one) => one.symbol === symbol)?.priceDigits ?? 2;
  const { alerts } = useDesk();
  const make = { onClick: () => alerts?.make(), disabled: alerts?.isReplay };

  return (
    <div className={classes.panel}>
      <QueryView query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon="bell"
              title={t('none')}
              hint={t('noneHint')}
              action={<Button {...make}>{t('new')}</Button>}
            />
          ) : (
            <>
              <div className={classes.head}>
                <Button size="xs" variant="default" {...make}>
                  {t('new')}
                </Button>
              </div>
              <ul className={classes.plain} aria-label={t('list')}>
                {items.map((alert) => (
                  <Row
                    key={alert.id}
                    alert={alert}
                    current={current}
                    about={alert.symbol ?? listOf(alert)?.name ?? t('allSymbols')}
                    listed={found(alert)?.items.filter(({ symbol }) => symbol).length}
                    onEdit={() => setEdited(alert)}
                    onDelete={() => setDeleted(alert)}
                  />
                ))}
              </ul>
              <Firings digitsOf={digitsOf} />
            </>
          )
        }
      </QueryView>
      {edited && (
        <AlertDialog
          start={{
            alert: edited,
            symbol: edited.symbol,
            watchlist: listOf(edited),
            interval: edited.interval,
            digits: edited.symbol === null ? 2 : digitsOf(edited.symbol),
            price: null,
          }}
          onClose={() => setEdited(null)}
        />
      )}
      {deleted && <DeleteAlert alert={deleted} onClose={() => setDeleted(null)} />}
    </div>
  );
}
