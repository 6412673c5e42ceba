import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { openLiveSocket } from '@/lib/live/connection';
import { laterMs, refreshPaper, showOrder, soonMs } from './refresh';
import type { Fill, Order, Position } from './types';

export type PaperMessage =
  | { type: 'order'; order: Order }
  | { type: 'fill'; fill: Fill }
  | { type: 'position'; position?: Position }
  | { type: 'account'; accountId: string }
  | { type: 'heartbeat' };

/** Follows the person's paper accounts: orders show at once, and what else changed on the server is read again, also after a lost connection. */
export function usePaperStream(onFill?: (fill: Fill) => void) {
  const client = useQueryClient();
  useEffect(() => {
    let wasLive = false;
    const socket = openLiveSocket({
      path: '/api/trading/paper/stream',
      onMessage(raw) {
        const message = raw as PaperMessage;
        if (message.type === 'heartbeat') return;
        if (message.type === 'fill') onFill?.(message.fill);
        if (message.type === 'order') showOrder(client, message.order);
        refreshPaper(client, message.type === 'order' ? laterMs : soonMs);
      },
      onState(state) {
        if (state === 'live' && wasLive) refreshPaper(client, soonMs);
        wasLive ||= state === 'live';
      },
    });
    return () => socket.close();
  }, [client, onFill]);
}
