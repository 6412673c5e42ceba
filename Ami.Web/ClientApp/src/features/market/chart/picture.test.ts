import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { marksOf } from './marksOf';
import { paintPicture } from './picture';

/** jsdom has no layout: elements say where they are, and a word is where its element is. */
const placeOf = (element: Element | null) => {
  const [left = 0, top = 0, width = 0, height = 0] = (element?.getAttribute('data-at') ?? '0 0 50 20')
    .split(' ')
    .map(Number);
  return { left, top, width, height, right: left + width, bottom: top + height } as DOMRect;
};

/** What is painted, in order. */
let painted: string[];

beforeEach(() => {
  painted = [];
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    return placeOf(this);
  });
  Range.prototype.getClientRects = function () {
    return [placeOf(this.startContainer.parentElement)] as unknown as DOMRectList;
  };
  const context = {
    font: '',
    fillStyle: '',
    textAlign: 'left',
    fillRect: (...at: number[]) => painted.push(`${context.fillStyle} box ${at.join(' ')}`),
    strokeRect: () => painted.push('border'),
    // Each letter is seven pixels wide.
    measureText: (text: string) => ({ width: text.length * 7 }),
    fillText: (text: string, x: number, y: number) =>
      painted.push(`${text} ${context.textAlign} ${x} ${y} ${context.font}`),
    drawImage: (_: unknown, x: number, y: number) => painted.push(`chart ${x} ${y}`),
    scale: (x: number) => painted.push(`scale ${x}`),
    translate: (x: number, y: number) => painted.push(`move ${x} ${y}`),
  };
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(
    context as unknown as CanvasRenderingContext2D & ImageBitmapRenderingContext & WebGLRenderingContext,
  );
});
afterEach(() => {
  document.body.replaceChildren();
});

function viewOf(inside: string) {
  document.body.innerHTML = `<div role="application" data-at="100 50 400 300">${inside}</div>`;
  const [view] = document.body.children;
  if (!view) throw new Error('There is no chart.');
  return view;
}

const legend = `
  <span hidden>Press ?</span>
  <div data-at="112 58 300 20" style="color: rgb(1, 2, 3); font: 12px Inter">O <b data-at="130 58 40 20">64,000.10</b></div>
  <button data-at="112 80 60 20" style="color: rgb(4, 5, 6)">RSI 14</button>`;
const tag = `<div data-at="300 140 90 22" style="background-color: rgb(7, 8, 9); border: 1px dashed rgb(1, 1, 1)">
    <span data-at="306 141 60 20" style="color: rgb(9, 9, 9)">Limit Buy 2</span></div>`;

it('finds the legend, the names of indicators and the tags of orders where they stand over the chart', () => {
  const marks = marksOf(viewOf(legend + tag));
  expect(
    marks.flatMap((mark) =>
      mark.kind === 'word' ? [[mark.text, mark.x, mark.y, mark.color, mark.room]] : [],
    ),
  ).toEqual([
    ['O ', 12, 18, 'rgb(1, 2, 3)', 300],
    ['64,000.10', 30, 18, 'rgb(1, 2, 3)', 282],
    ['RSI 14', 12, 40, 'rgb(4, 5, 6)', 60],
    ['Limit Buy 2', 206, 101, 'rgb(9, 9, 9)', 84],
  ]);
  expect(marks).toContainEqual({
    kind: 'box',
    x: 200,
    y: 90,
    width: 90,
    height: 22,
    fill: 'rgb(7, 8, 9)',
    stroke: 'rgb(1, 1, 1)',
  });
});

it.each([
  ['hidden', '<p hidden>Gone</p>'],
  ['taken out of sight', '<p style="display: none">Gone</p>'],
  ['of no use in a picture', '<button data-no-picture>Gone</button>'],
  ['for assistive technology alone', '<p data-at="0 0 1 1">Gone</p>'],
  ['within what is hidden', '<div hidden><p>Gone</p></div>'],
])('leaves out what is %s', (_, inside) => {
  expect(marksOf(viewOf(`${inside}<p>Here</p>`))).toMatchObject([{ text: 'Here' }]);
});

it('paints the chart, what stands over it and what it is, as large as the screen has its pixels', () => {
  const element = document.createElement('div');
  viewOf(tag).append(element);
  const shot = { width: 800, height: 600 } as HTMLCanvasElement;
  const made = paintPicture(
    { shot, panel: '#fff', text: '#222', element },
    { title: 'BTC-SIM · 1h', time: '1 Nov 2026 UTC' },
  );
  expect([made.width, made.height]).toEqual([800, 660]);
  expect(painted.map((each) => each.replace(/ (400|600|normal) .*$/, ''))).toEqual([
    '#fff box 0 0 800 660',
    'chart 0 60',
    'scale 2',
    'BTC-SIM · 1h left 12 15',
    '1 Nov 2026 UTC right 388 15',
    'move 0 30',
    'rgb(7, 8, 9) box 200 90 90 22',
    'border',
    expect.stringMatching(/^Limit Buy 2 left 206 101/),
  ]);
});

it.each([
  ['its place over the chart', '<div data-at="112 58 50 20">A name that is long</div>', 'A name…'],
  [
    'what cuts it off',
    '<div data-at="112 58 300 20"><b style="overflow-x: hidden" data-at="112 58 36 20"><i data-at="112 58 90 20">Resistance</i></b></div>',
    'Resi…',
  ],
  ['the chart', '<div data-at="460 58 300 20">Resistance</div>', 'Resi…'],
])('says no more than there is room for: %s', (_, inside, said) => {
  const element = document.createElement('div');
  viewOf(inside).append(element);
  const shot = { width: 400, height: 300 } as HTMLCanvasElement;
  paintPicture({ shot, panel: '#fff', text: '#222', element }, { title: '', time: '' });
  expect(painted.at(-1)).toMatch(new RegExp(`^${said} left`));
});

it('shortens a title that would run into the time', () => {
  const element = document.createElement('div');
  viewOf('').append(element);
  const shot = { width: 400, height: 300 } as HTMLCanvasElement;
  const title = 'A name of a symbol and of others that it is compared with · 1h';
  paintPicture({ shot, panel: '#fff', text: '#222', element }, { title, time: '1 Nov 2026 UTC' });
  const [written] = painted.filter((each) => each.includes(' 15 '));
  const kept = written?.split('…')[0] ?? '';
  expect(title.startsWith(kept)).toBe(true);
  expect((kept.length + 1) * 7).toBeLessThanOrEqual(400 - 2 * 12 - 14 * 7 - 12 + 1);
});
