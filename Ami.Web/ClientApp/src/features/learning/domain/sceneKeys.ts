/** What a key does in an exercise. */
export type SceneAct = 'step' | 'fiveSteps' | 'play' | 'buy' | 'sell' | 'noTrade' | 'close';

type Press = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

const acts = new Map<string, SceneAct>([
  ['ArrowRight', 'step'],
  [' ', 'play'],
  ['b', 'buy'],
  ['s', 'sell'],
  ['n', 'noTrade'],
  ['c', 'close'],
]);

/** Null where the key is somebody else's: of the browser, or of what has the focus. */
export function sceneAct({ key, shiftKey, ctrlKey, metaKey, altKey }: Press): SceneAct | null {
  if (ctrlKey || metaKey || altKey) return null;
  if (shiftKey) return key === 'ArrowRight' ? 'fiveSteps' : null;
  return acts.get(key.length === 1 ? key.toLowerCase() : key) ?? null;
}

/** Where keys type, choose or scroll. */
const typed =
  'input, select, textarea, pre, [role=dialog], [role=slider], [role=radiogroup], [role=group][tabindex]';
/** What space presses. */
const pressed = 'button, a, summary';

/** Whether an act is meant when its key is pressed here, in the exercise or its question: letters are nobody's elsewhere on the page. */
export const isMeant = (act: SceneAct, target: Element | null) =>
  target !== null &&
  target.closest('[data-scene], [data-wide]') !== null &&
  !(target.closest(typed) || (act === 'play' && target.closest(pressed)));
