import { Alert, Anchor, Stack } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DataTable } from '@/components/DataTable';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { EmptyState, RowsSkeleton } from '@/components/states';
import { Table } from '@/components/Table';
import { Tag } from '@/components/Tag';
import { Together } from '@/components/Together';
import { useFormats } from '@/lib/formats/useFormats';
import { useChoiceParam } from '@/lib/urlState';
import { usePurchases, type Purchase } from '../api/documents';
import { MoreButton } from '@/components/MoreButton';
import { RedeemGift } from '../components/RedeemGift';
import '../texts';

/** So often it is looked whether what was paid has come. */
const everyMs = 2_000;

const tones = {
  open: 'warn',
  lapsed: 'plain',
  waiting: 'accent',
  granted: 'accent',
  withdrawn: 'plain',
} as const;

/** The page of what was bought, while it is one's own; null where there is none. */
const pageOf = (purchase: Purchase | undefined) =>
  purchase?.state === 'granted' && purchase.productKind === 'course' && !purchase.giftCode
    ? `/courses/${purchase.productId}`
    : null;

/** A code in groups, as people read and type it. */
const grouped = (code: string) => code.replace(/(.{4})(?=.)/g, '$1-');

function Name({ purchase }: { purchase: Purchase }) {
  const page = pageOf(purchase);
  return page ? (
    <Anchor component={Link} to={page} inherit>
      {purchase.name}
    </Anchor>
  ) : (
    purchase.name
  );
}

function Bought({ purchases }: { purchases: readonly Purchase[] }) {
  const { t } = useTranslation('payments');
  const formats = useFormats();
  return (
    <DataTable label={t('purchases.title')} stacked across={2}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('purchases.name')}</Table.Th>
          <Table.Th>{t('purchases.state')}</Table.Th>
          <Table.Th>{t('purchases.createdAt')}</Table.Th>
          <Table.Th ta="right">{t('purchases.amount')}</Table.Th>
          <Table.Th>{t('purchases.gift')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {purchases.map((purchase) => (
          <Table.Tr key={purchase.id}>
            <Table.Td>
              <Name purchase={purchase} />
            </Table.Td>
            <Table.Td label={t('purchases.state')}>
              <Tag tone={tones[purchase.state]}>
                {purchase.giftCode && purchase.state === 'granted'
                  ? t('purchases.taken')
                  : t(`purchases.states.${purchase.state}`)}
              </Tag>
            </Table.Td>
            <Table.Td label={t('purchases.createdAt')}>{formats.date(purchase.createdAt)}</Table.Td>
            <Table.Td ta="right" label={t('purchases.amount')}>
              {formats.fullMoney(purchase.amount, purchase.currency)}
            </Table.Td>
            <Table.Td label={t('purchases.gift')}>
              {purchase.giftCode && !purchase.isRedeemed ? (
                <code>{grouped(purchase.giftCode)}</code>
              ) : purchase.isGift ? (
                t('purchases.isGift')
              ) : (
                t('noValue', { ns: 'common' })
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </DataTable>
  );
}

/** What one bought once and got as a gift. The payment provider sends people back here from its page. */
export function PurchasesPage() {
  const { t } = useTranslation('payments');
  const [checkout] = useChoiceParam('checkout', ['none', 'done', 'cancelled'] as const, 'none');
  const isAwaited = (newest: Purchase | undefined) => checkout === 'done' && newest?.state === 'open';
  const query = usePurchases((newest) => (isAwaited(newest) ? everyMs : false));
  const purchases = query.data?.pages.flatMap((page) => page.items) ?? [];
  const arrived = pageOf(purchases[0]);
  return (
    <Together queries={[query]} skeleton={<RowsSkeleton rows={6} />}>
      <title>{`${t('purchases.title')} · AMI`}</title>
      <Stack gap="md">
        {checkout !== 'none' && (
          <Alert color="accent" role="status">
            {checkout === 'cancelled'
              ? t('purchases.cancelled')
              : isAwaited(purchases[0])
                ? t('checkout.waiting')
                : t('purchases.done')}{' '}
            {checkout === 'done' && arrived && (
              <Anchor component={Link} to={arrived} inherit>
                {t('purchases.openCourse')}
              </Anchor>
            )}
          </Alert>
        )}
        <Panel title={t('purchases.title')} flush>
          <QueryView query={query}>
            {() =>
              purchases.length === 0 ? (
                <EmptyState icon="wallet" title={t('purchases.empty')} hint={t('purchases.emptyHint')} />
              ) : (
                <>
                  <Bought purchases={purchases} />
                  <MoreButton {...query} />
                </>
              )
            }
          </QueryView>
        </Panel>
        <RedeemGift />
      </Stack>
    </Together>
  );
}

export { PurchasesPage as Component };
