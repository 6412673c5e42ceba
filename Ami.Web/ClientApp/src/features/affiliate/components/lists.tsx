import { Button, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { EmptyState } from '@/components/states';
import { Tag } from '@/components/Tag';
import { toast } from '@/components/toasts';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useCommissions, useSignUps, type Commission, type SignUp } from '../api/affiliate';
import classes from './lists.module.css';

const tones = {
  held: 'warn',
  released: 'accent',
  voided: 'plain',
  blocked: 'plain',
  owed: 'warn',
  taken: 'plain',
} as const;

/** Why it waits and until when, or why it is what it is. */
function CommissionWords({ row }: { row: Commission }) {
  const { t } = useTranslation('affiliate');
  const formats = useFormats();
  return (
    <Stack gap={4} className={classes.words}>
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {t(`kind.${row.kind}`)}
        </Text>
        <Tag tone={tones[row.state]}>{t(`state.${row.state}`)}</Tag>
      </Group>
      <Text size="xs" c="dimmed">
        {formats.date(row.createdAt)}
        {row.kind === 'commission' &&
          ` · ${t('ofSale', { rate: formats.percent(row.rate, 0), net: formats.fullMoney(row.net, row.currency) })}`}
      </Text>
      {row.hold && <Text size="xs">{t(`hold.${row.hold}`, { date: formats.date(row.dueAt) })}</Text>}
      {row.reason && <Text size="xs">{t(`reason.${row.reason}`)}</Text>}
      {row.outstanding > 0 && (
        <Text size="xs">
          {t('outstanding', { amount: formats.fullMoney(row.outstanding, row.currency) })}
        </Text>
      )}
    </Stack>
  );
}

function CommissionRow({ row }: { row: Commission }) {
  const formats = useFormats();
  return (
    <li className={classes.row}>
      <CommissionWords row={row} />
      <span className={classes.amount}>{formats.fullMoney(row.amount, row.currency)}</span>
    </li>
  );
}

function SignUpRow({ row }: { row: SignUp }) {
  const { t } = useTranslation('affiliate');
  const formats = useFormats();
  return (
    <li className={classes.row}>
      <Stack gap={4} className={classes.words}>
        <Text size="sm">{formats.dateTime(row.signedUpAt)}</Text>
        {row.blocked && <Text size="xs">{t(`reason.${row.blocked}`)}</Text>}
      </Stack>
      <Tag tone={row.blocked ? 'plain' : 'accent'}>
        {t(row.blocked ? 'signUps.blocked' : 'signUps.counts')}
      </Tag>
    </li>
  );
}

type Listed = ReturnType<typeof useCommissions> | ReturnType<typeof useSignUps>;

function More({ query, children }: { query: Listed; children: ReactNode }) {
  const { t } = useTranslation('common');
  const errorText = useErrorText();
  const more = async () => {
    const { error } = await query.fetchNextPage();
    if (error) toast(errorText(error), { tone: 'error' });
  };
  return (
    <>
      <ul className={classes.list}>{children}</ul>
      {query.hasNextPage && (
        <Group justify="center" p="sm">
          <Button variant="default" size="xs" loading={query.isFetchingNextPage} onClick={() => void more()}>
            {t('loadMore')}
          </Button>
        </Group>
      )}
    </>
  );
}

export function CommissionList() {
  const { t } = useTranslation('affiliate');
  const query = useCommissions();
  return (
    <Panel title={t('commissions.title')} flush>
      <QueryView query={query}>
        {({ pages }) =>
          pages[0]?.items.length === 0 ? (
            <EmptyState icon="wallet" title={t('commissions.empty')} hint={t('commissions.emptyHint')} />
          ) : (
            <More query={query}>
              {pages.flatMap(({ items }) => items.map((row) => <CommissionRow key={row.id} row={row} />))}
            </More>
          )
        }
      </QueryView>
    </Panel>
  );
}

export function SignUpList() {
  const { t } = useTranslation('affiliate');
  const query = useSignUps();
  return (
    <Panel title={t('signUps.title')} flush>
      <QueryView query={query}>
        {({ pages }) =>
          pages[0]?.items.length === 0 ? (
            <EmptyState icon="account" title={t('signUps.empty')} hint={t('signUps.emptyHint')} />
          ) : (
            <More query={query}>
              {pages.flatMap(({ items }) => items.map((row) => <SignUpRow key={row.id} row={row} />))}
            </More>
          )
        }
      </QueryView>
    </Panel>
  );
}
