import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, expect, it } from 'vitest';
import { session } from '@/lib/auth/session';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import type { Answer, Question } from '../api/quizzes';
import { QuestionBody } from './QuestionBody';
import { ask, names, solution } from './quizServer';
import './texts';

/** Shows a question and gives back what was answered last. */
function show(question: Question) {
  const given: (Answer | null)[] = [];
  function Asked() {
    const [answer, setAnswer] = useState(question.answer);
    return (
      <QuestionBody
        question={{ ...question, answer }}
        attempt={{ id: 'a1', lessonId: 'q1' }}
        isFixed={question.isFinal}
        onAnswer={(next) => {
          given.push(next);
          setAnswer(next);
        }}
      />
    );
  }
  renderPage(<Asked />);
  return () => given.at(-1);
}

const bars = [
  [100, 104, 99, 103],
  [103, 110, 102, 108],
  [108, 109, 100, 101],
];
const chart = {
  interval: '15m',
  digits: 2,
  bars,
  levels: [{ price: 112, label: { es: 'techo', en: 'top' } }],
};

beforeEach(async () => {
  session.forget();
  await switchLanguage('en');
});

it('takes a number as it is written in the language, and says when it is none', async () => {
  await switchLanguage('es');
  const last = show(ask(1, 'numeric', { units: names('USD') }));
  const field = await screen.findByRole('textbox', { name: 'Tu respuesta, un número' });
  expect(screen.getByText('USD (es)')).toBeTruthy();
  await userEvent.type(field, '158,73');
  expect(last()).toEqual({ number: 158.73 });
  await userEvent.type(field, 'x');
  expect(last()).toBeNull();
  expect(screen.getByText('Usa cifras y un solo separador decimal.')).toBeTruthy();
});

it('needs a unit where there are several', async () => {
  const last = show(ask(1, 'numeric', { units: names('USD', 'cents') }));
  await userEvent.type(await screen.findByRole('textbox'), '2.5');
  expect(last()).toBeNull();
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Unit' }), 'cents');
  expect(last()).toEqual({ number: 2.5, unit: 1 });
});

it('orders by keys and by buttons, and takes an order that nobody had to change', async () => {
  const last = show(ask(1, 'ordering', { items: names('b', 'a', 'c') }));
  await userEvent.click(await screen.findByRole('button', { name: 'This is my order' }));
  expect(last()).toEqual({ order: [0, 1, 2] });
  await userEvent.click(screen.getByRole('button', { name: 'Down: b' }));
  expect(last()).toEqual({ order: [1, 0, 2] });
  expect(screen.getByText('b: place 2 of 3')).toBeTruthy();
  screen.getByRole('button', { name: 'Up: c' }).focus();
  await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
  expect(last()).toEqual({ order: [1, 2, 0] });
  expect(screen.getAllByRole('listitem').map((line) => line.textContent)).toEqual(['1a', '2c', '3b']);
});

it('matches, each right side once', async () => {
  const last = show(ask(1, 'matching', { lefts: names('long', 'short'), rights: names('falls', 'rises') }));
  await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'long' }), 'rises');
  expect(last()).toEqual({ matches: [1, null] });
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'short' }), 'rises');
  expect(last()).toEqual({ matches: [null, 1] });
});

it('takes words without the spaces around them', async () => {
  const last = show(ask(1, 'text'));
  await userEvent.type(await screen.findByRole('textbox', { name: 'Your answer, a few words' }), ' a stop ');
  expect(last()).toEqual({ text: 'a stop' });
});

it('marks on the chart with the keyboard, and has its bars as a table', async () => {
  const last = show(ask(1, 'mark', { chart }));
  const field = await screen.findByRole('application', { name: 'Chart to mark on' });
  expect(
    screen.getByRole('img', { name: /^Candle chart of 3 bars of 15m, from 100.00 to 101.00/ }),
  ).toBeTruthy();
  expect(screen.getByText('Drawn for this question; not a real market.')).toBeTruthy();
  field.focus();
  await userEvent.keyboard('{ArrowLeft}{ArrowUp}');
  expect(screen.getByText('Bar 2 of 3, 101.13')).toBeTruthy();
  expect(last()).toBeUndefined();
  await userEvent.keyboard('{Enter}');
  expect(last()).toEqual({ bar: 1, price: 101.13 });
  expect(screen.getByText('Marked: bar 2, 101.13')).toBeTruthy();
  expect(screen.getByText('Line: top at 112.00')).toBeTruthy();
  expect(screen.getAllByRole('row', { hidden: true })).toHaveLength(4);
});

it('shows what belonged where once that may be seen', async () => {
  const fixed = { isFinal: true, version: 1 };
  show(
    ask(1, 'ordering', {
      ...fixed,
      items: names('b', 'a'),
      answer: { order: [0, 1] },
      result: { share: 0, earned: 0, solution: { ...solution, order: [1, 0] } },
    }),
  );
  expect(await screen.findByText('belongs in place 2')).toBeTruthy();
  expect(screen.getByText('belongs in place 1')).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});
