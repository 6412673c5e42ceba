/** The server decides; these only save a round trip. */
export const passwordLength = 10;
export const nameLength = 60;

export const looksLikeEmail = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());
