import { useEffect, useRef } from 'react';
import type { components } from '@/lib/api/schema';
import { openLiveSocket } from '@/lib/live/connection';

type LongJob = components['schemas']['LongJobView'];
type Listener = { onJob: (job: LongJob) => void; onLive: () => void };

const listeners = new Set<Listener>();
let socket: { close(): void } | null = null;

function open() {
  return openLiveSocket({
    path: '/api/me/jobs/stream',
    onMessage(message) {
      if (message.type !== 'job') return;
      const { job } = message as { type: 'job'; job: LongJob };
      listeners.forEach(({ onJob }) => onJob(job));
    },
    onState(state) {
      if (state === 'live') listeners.forEach(({ onLive }) => onLive());
    },
  });
}

/** Hears of one's jobs over one socket for the whole app. `onLive` is the moment from which nothing is missed: what was read before is read again. */
export function useLongJobStream(active: boolean, onJob: (job: LongJob) => void, onLive: () => void) {
  const latest = useRef<Listener>({ onJob, onLive });
  useEffect(() => {
    latest.current = { onJob, onLive };
  });
  useEffect(() => {
    if (!active) return;
    const listener: Listener = {
      onJob: (job) => latest.current.onJob(job),
      onLive: () => latest.current.onLive(),
    };
    listeners.add(listener);
    socket ??= open();
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      socket?.close();
      socket = null;
    };
  }, [active]);
}
