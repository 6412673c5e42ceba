import { useEffect, useRef } from 'react';
import { isMeant, sceneAct, type SceneAct } from '../domain/sceneKeys';

/** Keys of an exercise that is under way, where the focus is in it, unless they mean something else there. */
export function useSceneKeys({ isOff, ...acts }: Record<SceneAct, () => unknown> & { isOff: boolean }) {
  const current = useRef(acts);
  useEffect(() => {
    current.current = acts;
  });
  useEffect(() => {
    if (isOff) return;
    const press = (event: KeyboardEvent) => {
      const act = sceneAct(event);
      const target = event.target instanceof Element ? event.target : null;
      if (act === null || event.defaultPrevented || !isMeant(act, target)) return;
      event.preventDefault();
      // One that is held down makes time run, and nothing else happen twice.
      if (event.repeat && act !== 'step') return;
      current.current[act]();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [isOff]);
}
