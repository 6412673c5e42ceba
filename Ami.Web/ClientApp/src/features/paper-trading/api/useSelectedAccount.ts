import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import { storage } from '@/lib/storage';
import { withParam } from '@/lib/urlState';
import { useAccounts } from './accounts';

const storageKey = 'ami.account';

/** The account in the address, else the one used last on this device, else the first. */
export function useSelectedAccount() {
  const accounts = useAccounts();
  const [params, setParams] = useSearchParams();
  const wanted = params.get('account') ?? storage.get(storageKey);
  const account = accounts.data?.find(({ id }) => id === wanted) ?? accounts.data?.[0];
  /** `clearing` removes another parameter with it: two changes of the address at once would undo each other. */
  const select = useCallback(
    (id: string, clearing = '') => {
      storage.set(storageKey, id);
      setParams((old) => withParam(withParam(old, clearing, ''), 'account', id), { replace: true });
    },
    [setParams],
  );
  return { accounts, account, select };
}
