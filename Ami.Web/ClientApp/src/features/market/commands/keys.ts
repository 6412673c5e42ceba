export type Key = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/**
 * What was pressed, as commands name it: `Mod` is Ctrl or ⌘; a letter is the one on the key where Alt makes another sign of it; Shift is told only where it does
 * not choose the sign.
 */
export function chordOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }: Key): string {
  const sign = key.length === 1 ? key.toUpperCase() : key;
  const name = altKey && /^Key[A-Z]$/.test(code) ? code.slice(3) : sign;
  const mod = ctrlKey || metaKey;
  const shift = shiftKey && (mod || altKey || name.length > 1);
  return [mod && 'Mod', altKey && 'Alt', shift && 'Shift', name].filter(Boolean).join('+');
}

export const isFar = (chord: string) => chord.startsWith('Shift+');

const partsOf = (chord: string) => (chord.length === 1 ? [chord] : chord.split('+'));

const isMac = () => /mac|iphone|ipad/i.test(navigator.userAgent);

const signs: Partial<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  '-': '−',
  Escape: 'Esc',
};

/** The keys of a chord as they are written on a keyboard. */
export const labelsOf = (chord: string): string[] =>
  partsOf(chord)
    .filter(Boolean)
    .map((part) => (part === 'Mod' ? (isMac() ? '⌘' : 'Ctrl') : (signs[part] ?? part)));

/** A chord as `aria-keyshortcuts` takes it. */
export const ariaOf = (chord: string): string =>
  partsOf(chord)
    .map((part) => (part === 'Mod' ? 'Control' : part))
    .join('+');
