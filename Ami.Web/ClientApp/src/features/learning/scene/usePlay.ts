import { useEffect, useRef, useState } from 'react';
import type { Move, Scene } from '../api/scenes';

/** Bars a second. */
export const speeds = [1, 2, 4] as const;
export type Speed = (typeof speeds)[number];

const oneBar: Move = { kind: 'step', bars: 1, untilFill: false };

type Options = {
  scene: Scene;
  /** A move is on its way. */
  isBusy: boolean;
  /** It cannot be sent. */
  isStuck: boolean;
  /** Changes with each refusal, which stops it. */
  refusal: unknown;
  make: (move: Move) => boolean;
};

/** Steps on by itself, one bar after the other: until something is executed, the page is hidden, or it cannot go on. */
export function usePlay({ scene, isBusy, isStuck, refusal, make }: Options) {
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>(1);
  const begun = useRef<{ at: number; fills: number; refusal: unknown }>({ at: 0, fills: 0, refusal: null });
  const { isOver, fills } = scene;

  useEffect(() => {
    if (!isPlaying) return;
    const isRefused = refusal !== null && refusal !== begun.current.refusal;
    if (isOver || isStuck || isRefused || fills.length > begun.current.fills) {
      setPlaying(false);
      return;
    }
    if (isBusy) return;
    const rest = begun.current.at + 1000 / speed - performance.now();
    const timer = setTimeout(
      () => {
        begun.current.at = performance.now();
        make(oneBar);
      },
      Math.max(0, rest),
    );
    return () => clearTimeout(timer);
  }, [isPlaying, isBusy, isStuck, isOver, refusal, fills.length, speed, make]);

  useEffect(() => {
    const look = () => document.hidden && setPlaying(false);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);

  return {
    isPlaying: isPlaying && !isOver,
    speed,
    setSpeed,
    pause: () => setPlaying(false),
    toggle() {
      begun.current = { at: performance.now(), fills: fills.length, refusal };
      setPlaying((before) => !before && !document.hidden);
    },
  };
}

export type Play = ReturnType<typeof usePlay>;
