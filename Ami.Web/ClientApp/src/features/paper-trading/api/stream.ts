import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { openLiveSocket } from '@/lib/live/connection';
import { paperKey } from './keys';
import type { Fill, Order, Position } from './types';

export type PaperMessage =
  | { type: 'order'; order: Order }
  | { type: 'fill'; fill: Fill }
  | { type: 'position'; position?: Position }
  | { type: 'account'; accountId: string }
  | { type: 'heartbeat' };

/** One fill moves an order, a position, cash and more: their messages come together and cost one refresh. */
const gatherMs = 120;

/** Follows the person's paper accounts: whatever changed on the server is read again, also after a lost connection. */
export function usePaperStream(onFill?: (fill: Fill) => void) {
  const client = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wasLive = false;
    const refresh = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void client.invalidateQueries({ queryKey: paperKey });
      }, gatherMs);
    };
    const socket = openLiveSocket({
      path: '/api/trading/paper/stream',
      onMessage(raw) {
        const message = raw as PaperMessage;
        if (message.type === 'heartbeat') return;
        if (message.type === 'fill') onFill?.(message.fill);
        refresh();
      },
      onState(state) {
        if (state === 'live' && wasLive) refresh();
        wasLive ||= state === 'live';
      },
    });
    return () => {
      clearTimeout(timer);
      socket.close();
    };
  }, [client, onFill]);
}
