import { expect, it } from 'vitest';
import { isMeant, sceneAct } from './sceneKeys';

const press = (key: string, rest: Partial<KeyboardEvent> = {}) =>
  sceneAct({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...rest });

it('has one key for each act, in small and in capital letters', () => {
  expect(['ArrowRight', ' ', 'b', 'S', 'n', 'C'].map((key) => press(key))).toEqual([
    'step',
    'play',
    'buy',
    'sell',
    'noTrade',
    'close',
  ]);
  expect(press('ArrowRight', { shiftKey: true })).toBe('fiveSteps');
});

it('leaves other keys, and those of the browser', () => {
  expect([press('x'), press('ArrowLeft'), press('Enter'), press('toString')]).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect([
    press('c', { ctrlKey: true }),
    press('b', { metaKey: true }),
    press('N', { shiftKey: true }),
  ]).toEqual([null, null, null]);
  expect(press('ArrowRight', { altKey: true })).toBeNull();
});

it('is not meant where one types or moves a line, and space not where it presses', () => {
  document.body.innerHTML =
    '<main><p id="out"></p></main><div data-wide><h2 id="title"></h2></div><div data-scene><input><div role="slider"></div><button></button><h2></h2><div role="group" tabindex="0"><p id="in"></p></div></div>';
  const at = (selector: string) => document.querySelector(selector);
  expect([
    isMeant('buy', at('input')),
    isMeant('step', at('[role=slider]')),
    isMeant('step', at('#in')),
  ]).toEqual([false, false, false]);
  expect([isMeant('play', at('button')), isMeant('step', at('button'))]).toEqual([false, true]);
  expect([isMeant('play', at('[data-scene] h2')), isMeant('play', at('[data-scene]'))]).toEqual([true, true]);
  expect(isMeant('noTrade', at('#title'))).toBe(true);
  expect([isMeant('step', at('#out')), isMeant('buy', document.body), isMeant('play', null)]).toEqual([
    false,
    false,
    false,
  ]);
});
