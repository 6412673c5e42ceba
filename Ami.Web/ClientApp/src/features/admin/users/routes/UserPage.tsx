import { Alert, Anchor, Stack, Title } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { Icon } from '@/components/Icon';
import { Page } from '@/components/Page';
import { QueryView } from '@/components/QueryView';
import { Stat, Stats, StatsSkeleton } from '@/components/Stat';
import { useFormats } from '@/lib/formats/useFormats';
import { useRoleTexts } from '@/components/roles/useRoleTexts';
import { useUserDetail, type UserDetail } from '../api/user';
import { StateTag } from '../components/StateTag';
import { UserActions } from '../components/UserActions';
import { AccountPanel, ActsPanel, SessionsPanel } from '../components/UserPanels';
import '../texts';
import classes from './UserPage.module.css';

function UserView({ user }: { user: UserDetail }) {
  const { t } = useTranslation('adminUsers');
  const formats = useFormats();
  const { namesOf } = useRoleTexts();
  const { account } = user;
  return (
    <Stack gap="md">
      <UserActions user={user} />
      {user.lock && (
        <Alert
          color="yellow"
          icon={<Icon name="alert" />}
          title={t('locked', { date: formats.dateTime(user.lock.at) })}
        >
          {user.lock.reason}
        </Alert>
      )}
      {user.deletionDueAt && (
        <Alert color="yellow" icon={<Icon name="alert" />}>
          {t('leaving', { date: formats.dateTime(user.deletionDueAt) })}
        </Alert>
      )}
      <Stats>
        <Stat label={t('column.state')}>
          <StateTag state={account.state} />
        </Stat>
        <Stat label={t('column.roles')}>{namesOf(account.roles)}</Stat>
        <Stat label={t('column.plan')}>{t(`plan.${account.plan}`)}</Stat>
        <Stat label={t('column.createdAt')}>{formats.date(account.createdAt)}</Stat>
        <Stat label={t('column.lastSeenAt')}>
          {account.lastSeenAt ? formats.tableTime(account.lastSeenAt, false) : t('never')}
        </Stat>
      </Stats>
      <div className={classes.columns}>
        <Stack gap="md" className={classes.wide}>
          <SessionsPanel user={user} />
          <ActsPanel user={user} />
        </Stack>
        <AccountPanel user={user} />
      </div>
    </Stack>
  );
}

export function UserPage() {
  const { t } = useTranslation('adminUsers');
  const { id = '' } = useParams();
  const detail = useUserDetail(id);
  const name = detail.data?.account.displayName ?? t('one');
  return (
    <Page
      title={name}
      heading={
        <>
          <Anchor component={Link} to="/admin/users" size="sm">
            {t('title')}
          </Anchor>
          <Title order={1}>{name}</Title>
        </>
      }
      lead={detail.data?.account.email ?? '\u00a0'}
    >
      <QueryView query={detail} skeleton={<StatsSkeleton count={5} />}>
        {(user) => <UserView user={user} />}
      </QueryView>
    </Page>
  );
}

export { UserPage as Component };
