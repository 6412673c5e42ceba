import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import { storage } from '@/lib/storage';
import { withParam } from '@/lib/urlState';
import { accountStorageKey, useOverview, type Overview } from './overview';

const accountsOf = (overview: Overview) => overview.accounts;
const selectedOf = (overview: Overview) => overview.accounts.find(({ id }) => id === overview.accountId);

/** All accounts of the person, and the one that pages are about. */
export function useSelectedAccount() {
  const accounts = useOverview(accountsOf);
  const account = useOverview(selectedOf).data;
  const [, setParams] = useSearchParams();
  /** `clearing` removes another parameter with it: two changes of the address at once would undo each other. */
  const select = useCallback(
    (id: string, clearing = '') => {
      storage.set(accountStorageKey, id);
      setParams((old) => withParam(withParam(old, clearing, ''), 'account', id), { replace: true });
    },
    [setParams],
  );
  return { accounts, account, select };
}
