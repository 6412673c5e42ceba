import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { openLiveSocket } from '@/lib/live/connection';
import { notificationsKey } from './notifications';

/** Reads the notifications again whenever they change, here or on another device, and after a lost connection. */
export function useNotificationStream() {
  const client = useQueryClient();
  useEffect(() => {
    let wasLive = false;
    const refresh = () => void client.invalidateQueries({ queryKey: notificationsKey });
    const socket = openLiveSocket({
      path: '/api/notifications/stream',
      onMessage(message) {
        if (message.type !== 'heartbeat') refresh();
      },
      onState(state) {
        if (state === 'live' && wasLive) refresh();
        wasLive ||= state === 'live';
      },
    });
    return () => socket.close();
  }, [client]);
}
