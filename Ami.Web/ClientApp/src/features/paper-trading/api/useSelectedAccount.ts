import { useCallback } from 'react';
import { storage } from '@/lib/storage';
import { useAddress, withParam } from '@/lib/urlState';
import { accountStorageKey, useOverview, type Overview } from './overview';

const accountsOf = (overview: Overview) => overview.accounts;
const selectedOf = (overview: Overview) => overview.accounts.find(({ id }) => id === overview.accountId);

/** All accounts of the person, and the one that pages are about. */
export function useSelectedAccount() {
  const accounts = useOverview(accountsOf);
  const account = useOverview(selectedOf).data;
  const [, change] = useAddress();
  /** `clearing` removes another parameter with it. */
  const select = useCallback(
    (id: string, clearing = '') => {
      storage.set(accountStorageKey, id);
      change((old) => withParam(withParam(old, clearing, ''), 'account', id));
    },
    [change],
  );
  return { accounts, account, select };
}
