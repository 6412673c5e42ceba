import { i18next, languages } from '@/lib/i18n';
import type { Alert } from './api';
import { readForm, type PriceWay } from './form';
import { isPlain, pricesIn } from './prices';
import { stateOf } from './stateOf';

/** A price that an alert waits for, on the chart of its symbol. */
export type AlertLevel = {
  id: string;
  alert: Alert;
  price: number;
  state: 'armed' | 'starting' | 'waiting' | 'off';
  /** It asks for this price and for nothing else. */
  isMovable: boolean;
};

/** The fixed prices of the alerts on a symbol. Those that came to their end have none any more. */
export const alertLevels = (alerts: readonly Alert[], symbol: string): AlertLevel[] =>
  alerts.flatMap((alert) => {
    const state = stateOf(alert);
    const isShown = state === 'armed' || state === 'starting' || state === 'waiting' || state === 'off';
    if (alert.symbol !== symbol || !isShown) return [];
    return pricesIn(alert.rule).map((price, index) => ({
      id: `alert-${alert.id}-${index}`,
      alert,
      price,
      state,
      isMovable: isPlain(alert.rule),
    }));
  });

/** A price as people type it. */
function typed(price: number, digits: number): string[] {
  const texts = [String(price), price.toFixed(digits)];
  return [...texts, ...texts.map((text) => text.replace('.', ','))];
}

/** Whether an alert's name says its price already. */
export const namesPrice = (name: string, price: number, digits: number): boolean =>
  typed(price, digits).some((text) => name.split(' ').includes(text));

/** Whether an alert has the name that it was given for its price, in any language and however the price was typed. */
const isNamedByPrice = ({ name, symbol }: Alert, way: PriceWay, price: number, digits: number): boolean =>
  languages.some((language) => {
    const t = i18next.getFixedT(language, 'alerts');
    return typed(price, digits).some((level) => name === t(`defaults.${way}`, { symbol, level }));
  });

/** What an alert is called once its price is another: a name that says the price says the new one, as it would be typed. */
export function nameAt(alert: Alert, [before, after]: [number, number], digits: number, separator: string) {
  const form = readForm(alert.form);
  if (form?.kind !== 'price' || !isNamedByPrice(alert, form.way, before, digits)) return alert.name;
  const level = after.toFixed(digits).replace('.', separator);
  return i18next.t(`defaults.${form.way}`, { ns: 'alerts', symbol: alert.symbol, level });
}
