import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { paperKey } from './keys';

/** With how much an account may begin, what is in the practice wallet, and how many more accounts there may be. */
export const useMeans = () =>
  useQuery({
    queryKey: [...paperKey, 'means'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/trading/paper/means', { signal })),
  });
