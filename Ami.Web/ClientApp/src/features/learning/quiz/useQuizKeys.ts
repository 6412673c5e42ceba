import { useHotkeys } from '@mantine/hooks';

type Acts = {
  /** The option of this place, from 0. */
  choose: (place: number) => void;
  /** Null where these keys are the question's own. */
  go: ((by: number) => void) | null;
  enter: (() => void) | null;
};

/** Where keys are somebody else's: what is typed into, what scrolls, a dialog, the chart that is marked. */
const taken =
  'input:not([type=radio], [type=checkbox]), select, textarea, pre, [role=dialog], [role=application], [role=group][tabindex]';
/** A digit that is pressed elsewhere is not meant for the question. */
const asked = 'form[data-question]';
const digits = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** Keys of a quiz: digits choose, arrows go from question to question, Enter goes on. */
export function useQuizKeys({ choose, go, enter }: Acts) {
  const unless = (theirs: string, act: (() => void) | null) => (event: KeyboardEvent) => {
    if (!act || event.defaultPrevented || (event.target instanceof Element && event.target.closest(theirs)))
      return;
    event.preventDefault();
    act();
  };
  const own = { preventDefault: false };
  useHotkeys(
    [
      ...digits.map((digit): [string, (event: KeyboardEvent) => void, typeof own] => [
        `${digit}`,
        unless(taken, () => void (document.activeElement?.closest(asked) && choose(digit - 1))),
        own,
      ]),
      // Among options the arrows choose.
      ['ArrowLeft', unless(`${taken}, input`, go && (() => go(-1))), own],
      ['ArrowRight', unless(`${taken}, input`, go && (() => go(1))), own],
      ['Enter', unless(`${taken}, input, button, a, summary`, enter), own],
    ],
    [],
  );
}
