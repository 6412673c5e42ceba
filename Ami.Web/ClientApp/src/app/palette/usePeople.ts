import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { loadUsers, usersKey } from '@/features/admin/users/api/list';
import { useMay } from '@/lib/auth/useSession';

/** Nobody means one letter, and a list of everybody is another page. */
const shortest = 2;
const settledMs = 200;
const most = '6';

/** Who is meant by a name or an address, for those who may look at people. Asked once the typing pauses; what is overtaken is cancelled. */
export function usePeople(query: string) {
  const may = useMay('users.read');
  const wanted = query.trim();
  const [settled] = useDebouncedValue(wanted, settledMs);
  const asked = may && wanted.length >= shortest;
  const found = useQuery({
    queryKey: [...usersKey, 'palette', settled],
    queryFn: ({ signal }) => loadUsers({ q: settled, limit: most }, undefined, signal),
    enabled: asked && settled.length >= shortest,
  });
  const current = settled === wanted;
  return {
    may,
    people: asked && current ? (found.data?.items ?? []) : [],
    state: !asked ? null : !current || found.isPending ? 'searching' : found.error ? 'failed' : 'found',
    retry: () => void found.refetch(),
  } as const;
}
