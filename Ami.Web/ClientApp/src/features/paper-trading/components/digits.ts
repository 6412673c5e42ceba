/** How many decimals prices and quantities of each symbol have; the app takes them from the market's list. */
export type DigitsBySymbol = ReadonlyMap<string, { price: number; quantity: number }>;

const unknown = { price: 2, quantity: 8 };

export const digitsOf = (digits: DigitsBySymbol, symbol: string) => digits.get(symbol) ?? unknown;
