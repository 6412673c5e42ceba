import { useFormats } from './useFormats';

/** Money in a price list: no cents where there are none. */
export function useMoney() {
  const formats = useFormats();
  return (amount: number, currency: string) => {
    const text = formats.fullMoney(amount, currency);
    return Number.isInteger(amount) ? text.replace(/[.,]00(?!\d)/, '') : text;
  };
}
