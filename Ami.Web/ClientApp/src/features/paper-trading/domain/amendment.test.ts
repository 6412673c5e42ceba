import { describe, expect, it } from 'vitest';
import { amendable, readAmendment } from './amendment';

const limit = {
  type: 'limit',
  role: 'entry',
  quantity: 2,
  limitPrice: 90,
  stopPrice: null,
  trailDistance: null,
  isTriggered: false,
  version: 3,
} as const;
const digits = { price: 2, quantity: 3 };

describe('amending an order', () => {
  it('offers what an order of its kind has', () => {
    expect(amendable(limit)).toEqual(['limitPrice', 'quantity']);
    expect(amendable({ ...limit, type: 'market', limitPrice: null })).toEqual([]);
    expect(amendable({ ...limit, role: 'liquidation' })).toEqual([]);
    const stopLimit = { ...limit, type: 'stopLimit', stopPrice: 95 } as const;
    expect(amendable(stopLimit)).toEqual(['limitPrice', 'stopPrice', 'quantity']);
    expect(amendable({ ...stopLimit, isTriggered: true })).toEqual(['limitPrice', 'quantity']);
    const stopLoss = { ...limit, type: 'stop', role: 'stopLoss', limitPrice: null, stopPrice: 80 } as const;
    expect(amendable(stopLoss)).toEqual(['stopPrice']);
    expect(amendable({ ...stopLoss, trailDistance: 4 })).toEqual(['trail']);
    // A trailing distance of an entry is that of its stop-loss.
    expect(amendable({ ...limit, trailDistance: 4 })).toEqual(['limitPrice', 'quantity']);
  });

  it('sends only what differs, with the version that was shown', () => {
    expect(readAmendment(limit, { limitPrice: '91,5', quantity: '2' }, digits, ',').request).toEqual({
      version: 3,
      limitPrice: 91.5,
    });
    expect(readAmendment(limit, { limitPrice: '90', quantity: '2.000' }, digits, '.').request).toBeNull();
    const trailing = {
      ...limit,
      type: 'trailingStop',
      limitPrice: null,
      stopPrice: 95,
      trailDistance: 5,
    } as const;
    expect(readAmendment(trailing, { trail: '4', quantity: '2' }, digits, '.').request).toEqual({
      version: 3,
      trail: { unit: 'price', value: 4 },
    });
  });

  it('says what is wrong and sends nothing then', () => {
    const wrong = readAmendment(limit, { limitPrice: '91.001', quantity: '' }, digits, '.');
    expect(wrong.problems).toEqual({ limitPrice: 'tooManyDecimals', quantity: 'required' });
    expect(wrong.request).toBeNull();
  });
});
