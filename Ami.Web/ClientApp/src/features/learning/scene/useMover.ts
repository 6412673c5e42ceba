import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import type { ApiError } from '@/lib/api/errors';
import { isClosed } from '../api/courses';
import { attemptCache } from '../api/quizzes';
import { sceneCache, sendMove, type Move, type Place } from '../api/scenes';
import { createMover } from './mover';

/** Refusals after which the attempt is not what this page shows. */
const ends: readonly string[] = ['learning.scene_over', 'learning.attempt_over', 'learning.quiz_time_over'];

type Told = { refused: (error: ApiError) => void; made: (move: Move) => void };

const movers = new WeakMap<QueryClient, Map<string, ReturnType<typeof newMover>>>();

/** The one that makes a scene's moves, whatever shows it. */
function moverOf(client: QueryClient, place: Place) {
  const all = movers.get(client) ?? new Map<string, ReturnType<typeof newMover>>();
  movers.set(client, all);
  const key = `${place.attempt}.${place.position}`;
  const mover = all.get(key) ?? newMover(client, place);
  all.set(key, mover);
  return mover;
}

/** Sends what waits in these exercises, also in those that are not shown, and throws why the server has not all of it. */
export const deliverMoves = async (client: QueryClient, places: readonly Place[]) => {
  for (const place of places) await moverOf(client, place).deliver();
};

function newMover(client: QueryClient, place: Place) {
  const cache = sceneCache(client, place);
  const listeners = new Set<Told>();
  const mover = createMover({
    key: `ami.scene.${place.attempt}.${place.position}`,
    send: (pending) => sendMove(place, pending),
    scene: cache.scene,
    take(scene) {
      cache.take(scene);
      if (scene.isOver) void cache.readAttempt();
    },
    made: (move) => listeners.forEach((listener) => listener.made(move)),
    refused(error) {
      listeners.forEach((listener) => listener.refused(error));
      if (ends.includes(error.code)) {
        void cache.readAgain();
        void cache.readAttempt();
      }
      // Nothing of a course that is closed stays on the screen.
      if (isClosed(error)) void attemptCache(client, place.lesson, place.attempt).close();
    },
  });
  return { ...mover, listeners };
}

/** What makes the moves of a scene, and how the one that is on its way fares. */
export function useMover(place: Place, told: Told) {
  const client = useQueryClient();
  const mover = moverOf(client, place);
  const state = useSyncExternalStore(mover.subscribe, mover.get);
  useEffect(() => {
    mover.listeners.add(told);
    return () => void mover.listeners.delete(told);
  }, [mover, told]);
  return { ...state, make: mover.make, retry: mover.retry };
}
