import { keepPreviousData, useQuery, type QueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { newer, type PendingMove } from '../domain/sceneMoves';
import { learningKey } from './courses';
import { attemptKey } from './quizzes';

export type Scene = components['schemas']['SceneView'];
export type Columns = components['schemas']['SceneColumns'];
export type SceneBars = components['schemas']['SceneBars'];
export type Move = components['schemas']['SceneMove'];
export type SceneOrder = components['schemas']['SceneOrder'];
export type SceneFill = components['schemas']['SceneFill'];
export type SceneTrade = components['schemas']['SceneTrade'];
export type SceneResult = components['schemas']['SceneResult'];
export type SceneExit = components['schemas']['SceneExit'];
export type Side = SceneOrder['side'];

/** One question of one attempt. */
export type Place = { lesson: string; attempt: string; position: number };

const sceneKey = ({ lesson, attempt, position }: Place) =>
  [...learningKey, 'scene', lesson, attempt, position] as const;

/** A scene as it is now. It is chosen when it is asked for first; one that cannot be made now may be later. */
export const useScene = (place: Place) =>
  useQuery({
    queryKey: sceneKey(place),
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/quizzes/{lesson}/attempts/{attempt}/scenes/{position}', {
          params: { path: place },
          signal,
        }),
      ),
    // What was asked for before a move may come after its answer.
    structuralSharing: (before, next) => newer(before as Scene | undefined, next as Scene),
    staleTime: 0,
  });

/** Longer bars than the scene's own, as far as they are known after so many moves. */
export const useSceneBars = (place: Place, version: number, interval: string, isWanted: boolean) =>
  useQuery({
    queryKey: [...sceneKey(place), 'bars', interval, version],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/quizzes/{lesson}/attempts/{attempt}/scenes/{position}/bars', {
          params: { path: place, query: { interval } },
          signal,
        }),
      ),
    enabled: isWanted,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });

export const sendMove = (place: Place, { version, move }: PendingMove) =>
  unwrap(
    api.POST('/api/quizzes/{lesson}/attempts/{attempt}/scenes/{position}/moves', {
      params: { path: place },
      body: { version, move },
    }),
  );

/** What keeps the cache as the server says it is. */
export function sceneCache(client: QueryClient, place: Place) {
  const key = sceneKey(place);
  return {
    scene: () => client.getQueryData<Scene>(key),
    take: (scene: Scene) => client.setQueryData<Scene>(key, (before) => newer(before, scene)),
    /** What the attempt says of its exercises is not what it was. */
    readAttempt: () => client.invalidateQueries({ queryKey: attemptKey(place.lesson, place.attempt) }),
    readAgain: () => client.invalidateQueries({ queryKey: key }),
  };
}
