import { Button } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/Icon';
import { useChoiceParam } from '@/lib/urlState';
import { useSelectedAccount } from '../api/useSelectedAccount';
import '../texts';
import classes from './AccountBar.module.css';
import { AccountSelect } from './AccountSelect';
import { CreateAccountDialog } from './CreateAccountDialog';
import { ResetAccountDialog } from './ResetAccountDialog';

const StatementDialog = lazy(() => import('../statement/StatementDialog'));
const ShareDialog = lazy(() => import('../sharing/ShareDialog'));

/** Choose, create, reset and share accounts, and take their statements along. Which dialog is open lives in the address, so that the palette can lead here. */
export function AccountBar() {
  const { t } = useTranslation('paperTrading');
  const { accounts, account, select } = useSelectedAccount();
  const [dialog, setDialog] = useChoiceParam(
    'dialog',
    ['none', 'new-account', 'reset', 'statement', 'share'] as const,
    'none',
  );
  // A replay's account begins and ends with it.
  const isLocked = !account || account.isReplay;
  const close = () => setDialog('none');
  return (
    <>
      <div className={classes.select}>
        <AccountSelect accounts={accounts.data ?? []} account={account} onSelect={select} />
      </div>
      <Button
        variant="default"
        leftSection={<Icon name="plus" size={15} />}
        onClick={() => setDialog('new-account')}
      >
        {t('account.new')}
      </Button>
      <Button
        variant="default"
        leftSection={<Icon name="refresh" size={15} />}
        disabled={isLocked}
        onClick={() => setDialog('reset')}
      >
        {t('account.reset')}
      </Button>
      <Button
        variant="default"
        leftSection={<Icon name="file" size={15} />}
        disabled={isLocked}
        onClick={() => setDialog('statement')}
      >
        {t('account.statement')}
      </Button>
      <Button
        variant="default"
        leftSection={<Icon name="share" size={15} />}
        disabled={isLocked}
        onClick={() => setDialog('share')}
      >
        {t('account.share')}
      </Button>
      {dialog === 'new-account' && (
        <CreateAccountDialog onClose={close} onCreated={(id) => select(id, 'dialog')} />
      )}
      {dialog === 'reset' && !isLocked && <ResetAccountDialog account={account} onClose={close} />}
      <Suspense>
        {dialog === 'statement' && !isLocked && <StatementDialog account={account} onClose={close} />}
        {dialog === 'share' && !isLocked && <ShareDialog account={account} onClose={close} />}
      </Suspense>
    </>
  );
}
