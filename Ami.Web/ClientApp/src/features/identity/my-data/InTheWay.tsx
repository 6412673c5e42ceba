import { Alert, Anchor, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Icon } from '@/components/Icon';
import type { Obstacle } from '../api/myData';
import '../texts/my-data';
import { useObstacleAmount } from './useObstacleAmount';

const known = {
  'payments.wallet_not_empty': { text: 'wallet', to: '/wallet', link: 'toWallet' },
  'payments.withdrawal_open': { text: 'withdrawal', to: '/wallet', link: 'toWallet' },
  'affiliate.commission_held': { text: 'commission', to: '/account/affiliate', link: 'toCommissions' },
} as const;

/** What keeps one from leaving, and where it is settled. */
export function InTheWay({ obstacles }: { obstacles: readonly Obstacle[] }) {
  const { t } = useTranslation('myData');
  const amountOf = useObstacleAmount();
  return (
    <Alert color="yellow" icon={<Icon name="alert" />} title={t('deletion.inTheWay.title')}>
      <Stack gap="xs">
        {obstacles.map((obstacle) => {
          const about = known[obstacle.code as keyof typeof known] as
            (typeof known)[keyof typeof known] | undefined;
          return about ? (
            <Text size="sm" key={obstacle.code}>
              {t(`deletion.inTheWay.${about.text}`, { amount: amountOf(obstacle) })}{' '}
              <Anchor component={Link} to={about.to} size="sm">
                {t(`deletion.inTheWay.${about.link}`)}
              </Anchor>
            </Text>
          ) : (
            <Text size="sm" key={obstacle.code}>
              {t('deletion.inTheWay.other', { code: obstacle.code })}
            </Text>
          );
        })}
      </Stack>
    </Alert>
  );
}
