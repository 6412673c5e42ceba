import { serve, type Call } from '@/testing/server';
import type { Move, Scene } from '../api/scenes';

/** Thirty hourly bars that go up and down by turns. */
const count = 30;
const times = Array.from({ length: count }, (_, at) => 946_857_600 + at * 3600);
const opens = times.map((_, at) => 99 + (at % 2));

/** A scene as it is at its beginning, with what is given. */
export const sceneOf = (rest: Partial<Scene> = {}): Scene => ({
  position: 1,
  version: 0,
  interval: '1h',
  hidden: true,
  symbol: null,
  simulated: true,
  startsAt: null,
  priceDigits: 3,
  quantityDigits: 2,
  cash: 10_000,
  leverage: 5,
  feeBps: 5,
  slippageBps: 2,
  spreadBps: 4,
  sizeByRisk: true,
  known: count,
  played: 0,
  left: 20,
  bars: {
    t: times,
    o: opens,
    h: opens.map((open) => open + 1.5),
    l: opens.map((open) => open - 0.5),
    c: opens.map((open) => open + 1 - 2 * (open % 2)),
    v: opens.map(() => 1000),
  },
  lines: [{ name: 'ema(close, 20)', values: times.map((_, at) => (at < 3 ? null : 99.5)) }],
  bid: 99.98,
  ask: 100.02,
  last: 100,
  equity: 10_000,
  balance: 10_000,
  buyingPower: 50_000,
  holding: null,
  orders: [],
  fills: [],
  trades: [],
  isOver: false,
  result: null,
  ...rest,
});

type Reply = { status: number; body?: unknown };
type Made = { version: number; move: Move };
export const scenePath = '/api/quizzes/q1/attempts/a1/scenes/1';

/** A server with one scene; `answering` may answer a move in its place. */
export function serveScene(first: Scene, answering: (made: Made, now: Scene) => Reply | null = () => null) {
  const at = { scene: first };
  const calls = serve({
    [`GET ${scenePath}`]: () => ({ status: 200, body: at.scene }),
    [`POST ${scenePath}/moves`]: (call: Call) => {
      const made = call.body as Made;
      const instead = answering(made, at.scene);
      if (instead) return instead;
      const { move } = made;
      const bars = move.kind === 'step' ? (move.bars ?? 0) : 0;
      at.scene = {
        ...at.scene,
        version: at.scene.version + 1,
        played: at.scene.played + bars,
        left: at.scene.left - bars,
      };
      return { status: 200, body: at.scene };
    },
  });
  return { at, made: () => calls.filter(({ method }) => method === 'POST').map(({ body }) => body as Made) };
}
