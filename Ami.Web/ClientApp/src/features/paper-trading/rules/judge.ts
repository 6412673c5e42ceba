import type { components } from '@/lib/api/schema';
import type { Side } from '../api/types';
import type { ReadDraft } from '../domain/orderDraft';

export type RulesLook = components['schemas']['RulesLook'];
export type RuleKind = components['schemas']['RuleKind'];

/** A rule, and what the order would make of it. Shares are in percent. */
export type Judgement = {
  rule: RuleKind;
  isBroken: boolean;
  limit: number;
  figure: number;
  until?: string;
};

type Order = {
  symbol: string;
  side: Side;
  /** What is held of the symbol, below zero when short. */
  held: number;
  equity: number;
  read: ReadDraft;
};

/** From the entry to where the stop-loss begins; null without one, undefined while that is not known. */
function stopDistance({ side, read }: Order): number | null | undefined {
  const { entry, stopLoss, request } = read;
  if (!entry || read.problems.stopLoss) return undefined;
  if (stopLoss) return (side === 'buy' ? entry.minus(stopLoss) : stopLoss.minus(entry)).toNumber();
  const trail = request?.type === 'trailingStop' ? null : request?.trail;
  if (!trail) return request ? null : undefined;
  return trail.unit === 'price'
    ? trail.value
    : trail.unit === 'percent'
      ? (entry.toNumber() * trail.value) / 100
      : undefined;
}

/**
 * What the server will say of an order, as far as it is known here: what its symbol then risks against the rule, and every other rule that it breaks. An order that
 * only reduces breaks none.
 */
export function judge(look: RulesLook, order: Order, now = Date.now()): Judgement[] {
  const { riskPerTradePct, riskPerDayPct, coolDownLosses, mostPositions, needsStop } = look.inForce;
  const { read, symbol, held, equity } = order;
  const quantity = read.quantity?.toNumber() ?? 0;
  const closes = Math.max(0, order.side === 'buy' ? -held : held);
  if (read.terms.reduceOnly || (quantity > 0 && quantity <= closes)) return [];

  const found: Judgement[] = [];
  const distance = stopDistance(order);
  if (needsStop && distance === null) found.push({ rule: 'stop', isBroken: true, limit: 1, figure: 0 });
  if (riskPerTradePct != null && read.entry && quantity > 0 && equity > 0 && distance !== undefined) {
    const there = look.atRisk.find((risk) => risk.symbol === symbol);
    const waits = (order.side === 'buy' ? there?.long : there?.short) ?? 0;
    const figure = ((waits + (quantity - closes) * (distance ?? read.entry.toNumber())) * 100) / equity;
    found.push({
      rule: 'riskPerTrade',
      isBroken: figure > riskPerTradePct,
      limit: riskPerTradePct,
      figure,
    });
  }
  const positions = new Set([...look.openSymbols, symbol]).size;
  if (mostPositions != null && held === 0 && positions > mostPositions)
    found.push({ rule: 'mostPositions', isBroken: true, limit: mostPositions, figure: positions });
  if (riskPerDayPct != null && look.dayLossPct >= riskPerDayPct)
    found.push({ rule: 'riskPerDay', isBroken: true, limit: riskPerDayPct, figure: look.dayLossPct });
  if (coolDownLosses != null && look.pausedUntil != null && Date.parse(look.pausedUntil) > now)
    found.push({
      rule: 'coolDown',
      isBroken: true,
      limit: coolDownLosses,
      figure: look.lossesInARow,
      until: look.pausedUntil,
    });
  return found;
}
