import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { hitsKey, loadHits } from '@/features/learning/finding/api';
import { useFlags } from '@/lib/flags/useFlags';

/** Two letters stand in every text. */
const shortest = 3;
const settledMs = 200;
const most = 5;

/** Lessons that say what is typed. Asked once the typing pauses; what is overtaken is cancelled. */
export function useLessonsFound(query: string) {
  const isOn = useFlags()('module.learning') === true;
  const wanted = query.trim();
  const [settled] = useDebouncedValue(wanted, settledMs);
  const asked = isOn && wanted.length >= shortest;
  const found = useQuery({
    queryKey: [...hitsKey, 'palette', settled],
    queryFn: ({ signal }) => loadHits({ q: settled, limit: most }, undefined, signal),
    enabled: asked && settled.length >= shortest,
  });
  const current = settled === wanted;
  return {
    lessons: asked && current ? (found.data?.items ?? []) : [],
    isSearching: asked && (!current || found.isPending),
  };
}
