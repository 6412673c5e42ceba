import type { components } from '@/lib/api/schema';

type Schemas = components['schemas'];

export type Account = Schemas['AccountSummary'];
export type Order = Schemas['OrderView'];
export type Fill = Schemas['FillView'];
export type Position = Schemas['PositionView'];
export type EquityPoint = Schemas['EquityCurvePoint'];
export type OrderRequest = Schemas['PlaceOrderRequest'];
export type Side = Order['side'];
export type OrderType = Order['type'];
export type TimeInForce = Schemas['TimeInForce'];
export type AmendRequest = Schemas['AmendOrderRequest'];
export type TrailUnit = Schemas['TrailUnit'];

/** What trading needs to know of a symbol; the market feature's summaries fit. */
export type Instrument = {
  symbol: string;
  currency: string;
  priceDigits: number;
  quantityDigits: number;
  minQuantity: number;
  minNotional: number;
  /** Its prices are invented; where it is shown says so. */
  simulated: boolean;
  /** When it trades next by its calendar; none where it does around the clock. */
  sessions?: Schemas['SymbolSummary']['sessions'];
  /** Where its prices come from. */
  source?: Schemas['PriceSource'];
};
