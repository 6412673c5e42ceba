/** The server decides; these only save a round trip. */
export const nameLength = 60;
export const cashDigits = 2;
export const leverages = ['1', '2', '3', '4', '5'];

export const cashInRange = (cash: number) => cash >= 100 && cash <= 10_000_000;
