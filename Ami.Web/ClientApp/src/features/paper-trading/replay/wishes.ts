import { storage } from '@/lib/storage';
import { speeds, type PlayerState } from './player';

type Wishes = Pick<PlayerState, 'speed' | 'pausesAtFill'>;

const keys = { speed: 'ami.replay.speed', pausesAtFill: 'ami.replay.pausesAtFill' };

/** How somebody wants replays to play, remembered on the device. */
export const wishes = {
  read(): Wishes {
    const kept = storage.get(keys.speed);
    return {
      speed: speeds.find((speed) => String(speed) === kept) ?? 1,
      pausesAtFill: storage.get(keys.pausesAtFill) !== 'no',
    };
  },
  keep({ speed, pausesAtFill }: Wishes) {
    storage.set(keys.speed, String(speed));
    storage.set(keys.pausesAtFill, pausesAtFill ? 'yes' : 'no');
  },
};
