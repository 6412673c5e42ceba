import { screen } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import type { Achievement, Experience, Rule } from './api';
import { ProgressPage } from './ProgressPage';
import { RulesPage } from './RulesPage';
import StreakCard from './StreakCard';

const experience: Experience = {
  total: 340,
  thisWeek: 45,
  level: { number: 3, begins: 300, next: 600 },
  streak: { days: 5, longest: 9, freezes: 1, frozen: 0, isToday: true },
  daysPerFreeze: 7,
  mostFreezes: 2,
  lastDays: Array.from({ length: 7 }, (_, n) => ({ day: `2026-11-${24 + n}`, learned: n > 1 })),
  latest: [{ kind: 'exam', points: 120, earnedAt: '2026-11-30T10:00:00Z' }],
};
const achievement = (key: string, more: Partial<Achievement>): Achievement => ({
  key,
  title: { es: `${key} es`, en: `${key} en` },
  about: { es: 'Algo.', en: 'Something.' },
  value: 3,
  atLeast: 10,
  givenAt: null,
  ...more,
});
const rules: Rule[] = [
  { kind: 'lesson', points: 20, cards: null },
  { kind: 'practice', points: 5, cards: 1 },
  { kind: 'practice', points: 10, cards: 20 },
];
const replies = {
  'GET /api/me/experience': { status: 200, body: experience },
  'GET /api/me/achievements': {
    status: 200,
    body: {
      achievements: [
        achievement('reached', { givenAt: '2026-11-29T10:00:00Z' }),
        achievement('begun', {}),
        achievement('undefined', { value: null, atLeast: null }),
      ],
    },
  },
  'GET /api/experience/rules': { status: 200, body: { rules, daysPerFreeze: 7, mostFreezes: 2 } },
};
const streakOf = (more: Partial<Experience['streak']>) => ({
  'GET /api/me/experience': {
    status: 200,
    body: { ...experience, streak: { ...experience.streak, isToday: false, ...more } },
  },
});

beforeEach(() => switchLanguage('en'));

it('shows level, streak, achievements and what was earned last', async () => {
  serve(replies);
  renderPage(<ProgressPage />, '/progress');
  expect(await screen.findByText('260 XP to level 4')).toBeTruthy();
  expect(screen.getByText('5 days')).toBeTruthy();
  expect(screen.getByText('Longest: 9 days')).toBeTruthy();
  expect(screen.getByText('1 of 2')).toBeTruthy();
  expect(screen.getAllByText('learned')).toHaveLength(5);
  const progress = screen.getByRole('progressbar', { name: 'Progress to level 4' });
  expect([progress.getAttribute('value'), progress.getAttribute('max')]).toEqual(['40', '300']);
  expect(await screen.findByText(/^Reached /)).toBeTruthy();
  expect(screen.getByRole('progressbar', { name: 'Progress: begun en' }).getAttribute('value')).toBe('3');
  expect(screen.queryByRole('progressbar', { name: 'Progress: undefined en' })).toBeNull();
  expect(screen.getByText('Exam passed')).toBeTruthy();
  expect(await screen.findByText('Practise 20 different cards on a day')).toBeTruthy();
});

it('says what to do where nothing is earned', async () => {
  serve({
    ...replies,
    'GET /api/me/experience': { status: 200, body: { ...experience, total: 0, latest: [] } },
  });
  renderPage(<ProgressPage />, '/progress');
  expect(await screen.findByText('Nothing earned yet')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'To the courses' }).getAttribute('href')).toBe('/courses');
});

it('explains the rules to everybody, also what never earns', async () => {
  await switchLanguage('es');
  const calls = serve(replies);
  renderPage(<RulesPage />, '/experience');
  expect(await screen.findByText('Practicar una tarjeta en un día')).toBeTruthy();
  expect(screen.getByText('+20 XP')).toBeTruthy();
  expect(screen.getByText(/Las operaciones, las ganancias, el riesgo/)).toBeTruthy();
  expect(calls.map(({ path }) => path)).toEqual(['/api/experience/rules']);
});

it.each([
  [{ isToday: true }, 'Today counts already.'],
  [{ days: 0 }, 'Learn something today and a streak begins.'],
  [{ days: 3 }, 'Learn something today and your streak goes on.'],
  [{ frozen: 1 }, /^A freeze covers 1 missed day\./],
  [{ frozen: 2 }, /^Freezes cover 2 missed days\./],
])('says on the first page what a streak asks of today: %j', async (streak, said) => {
  serve(streakOf(streak));
  renderPage(<StreakCard />);
  expect(await screen.findByText(said)).toBeTruthy();
  expect(screen.getByRole('link', { name: /^Streak: / }).getAttribute('href')).toBe('/progress');
});
