import { VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Scene } from '../api/scenes';
import { newsOf } from '../domain/sceneMoves';
import type { SceneWords } from './useSceneWords';

/** While it plays nobody hears of every bar; what is executed is said at once. */
const restMs = { playing: 4_000, stepping: 300 };

/** Says what moves brought. */
export function Said({ scene, words, isPlaying }: { scene: Scene; words: SceneWords; isPlaying: boolean }) {
  const told = useRef(scene);
  const [said, setSaid] = useState('');
  const current = useRef(words);
  useEffect(() => {
    current.current = words;
  }, [words]);
  useEffect(() => {
    const news = newsOf(told.current, scene);
    const isUrgent = news.fills.length + news.trades.length + news.orders.length > 0 || news.hasEnded;
    if (!isUrgent && news.bars === 0) return;
    const timer = setTimeout(
      () => {
        told.current = scene;
        setSaid(current.current.news(news, scene.last).join(' '));
      },
      isUrgent ? 0 : isPlaying ? restMs.playing : restMs.stepping,
    );
    return () => clearTimeout(timer);
  }, [scene, isPlaying]);
  return <VisuallyHidden role="status">{said}</VisuallyHidden>;
}
