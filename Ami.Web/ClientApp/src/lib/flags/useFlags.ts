import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';

/**
 * Which features one has. A flag counts as on until the answer is there, and where it cannot be had: the API decides in any case, and nothing should flicker.
 */
export function useFlags(): (name: string) => boolean {
  const { data } = useQuery({
    queryKey: ['flags'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/me/flags', { signal })),
    staleTime: 60_000,
    retry: false,
  });
  return (name) => data?.on.includes(name) ?? true;
}
