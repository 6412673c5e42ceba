import { useCallback, useContext } from 'react';
import { storage } from '@/lib/storage';
import { useAddress, withParam } from '@/lib/urlState';
import { accountStorageKey, OnlyAccountContext, useOverview, type Overview } from './overview';

/** Those of replays are chosen with their replays. */
const accountsOf = ({ accounts, accountId }: Overview) =>
  accounts.filter(({ id, isReplay }) => !isReplay || id === accountId);
const onlyOf = ({ accounts, accountId }: Overview) => accounts.filter(({ id }) => id === accountId);
const selectedOf = (overview: Overview) => overview.accounts.find(({ id }) => id === overview.accountId);

/** All accounts of the person, and the one that pages are about. */
export function useSelectedAccount() {
  const only = useContext(OnlyAccountContext);
  const accounts = useOverview(only === null ? accountsOf : onlyOf);
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
