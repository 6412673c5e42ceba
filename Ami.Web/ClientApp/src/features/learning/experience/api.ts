import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { learningKey } from '../api/courses';

export type Experience = components['schemas']['ExperienceView'];
export type Streak = components['schemas']['Streak'];
export type Achievement = components['schemas']['AchievementView'];
export type Rule = components['schemas']['ExperienceRule'];
export type Player = components['schemas']['PlayerView'];
export type Board = components['schemas']['LeaderboardView'];
export type BoardLine = components['schemas']['LeaderboardLine'];
export type Among = 'all' | 'friends';
export type Friends = components['schemas']['FriendsView'];
export type Friend = components['schemas']['FriendLine'];

/** Below the key of all that is learned, so that it is read again when something was. */
const experienceKey = [...learningKey, 'experience'] as const;
export const boardKey = [...experienceKey, 'board'] as const;

export const useExperience = () =>
  useQuery({
    queryKey: [...experienceKey, 'mine'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/me/experience', { signal })),
    staleTime: 0,
  });

export const useAchievements = () =>
  useQuery({
    queryKey: [...experienceKey, 'achievements'],
    queryFn: async ({ signal }) => (await unwrap(api.GET('/api/me/achievements', { signal }))).achievements,
    staleTime: 0,
  });

export const useRules = () =>
  useQuery({
    queryKey: ['experience', 'rules'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/experience/rules', { signal })),
  });

export const usePlayer = () =>
  useQuery({
    queryKey: [...boardKey, 'me'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/me/leaderboard', { signal })),
    staleTime: 0,
  });

/** Who joined and who left changes at any time, so it is asked for each time. */
export const useBoard = (week: string | null, among: Among) =>
  useQuery({
    queryKey: [...boardKey, week, among],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/leaderboard', {
          params: { query: { ...(week === null ? {} : { week }), among } },
          signal,
        }),
      ),
    staleTime: 0,
  });

export const useFriends = () =>
  useQuery({
    queryKey: [...boardKey, 'friends'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/me/friends', { signal })),
    staleTime: 0,
  });

/** Does something that changes who is seen; also a refusal may say that something changed. */
function useChange<T>(change: (given: T) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: boardKey }),
  });
}

export const useJoin = () =>
  useChange((name: string) => unwrap(api.PUT('/api/me/leaderboard', { body: { name } })));

export const leave = () => unwrap(api.DELETE('/api/me/leaderboard'));

export const useAsk = () =>
  useChange((code: string) => unwrap(api.POST('/api/me/friends', { body: { code } })));

export const useAccept = () =>
  useChange((friendship: string) =>
    unwrap(api.POST('/api/me/friends/{friendship}/accept', { params: { path: { friendship } } })),
  );

export const useEnd = () =>
  useChange((friendship: string) =>
    unwrap(api.DELETE('/api/me/friends/{friendship}', { params: { path: { friendship } } })),
  );
