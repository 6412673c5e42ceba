/** The browser's variant of a language (es-AR, en-GB) when it has one, so that separators are those the person is used to. */
export function localeFor(
  language: string,
  browser: readonly string[] = globalThis.navigator?.languages ?? [],
) {
  return browser.find((tag) => tag.toLowerCase().startsWith(`${language}-`)) ?? language;
}

const minus = '\u2212';
/** A true minus sign: as wide as a digit, so that columns line up. */
const typographic = (text: string) => text.replace(/-(?=[\d\p{Sc}A-Z])/u, minus);

/** Numbers, money and times in one locale and time zone. Formatters are made once, as making them is slow. */
export function createFormats(locale: string, timeZone: string) {
  const numbers = new Map<string, Intl.NumberFormat>();
  const dates = new Map<string, Intl.DateTimeFormat>();

  function number(value: number, options: Intl.NumberFormatOptions): string {
    const key = JSON.stringify(options);
    let format = numbers.get(key);
    if (!format)
      numbers.set(key, (format = new Intl.NumberFormat(locale, { useGrouping: 'always', ...options })));
    return typographic(format.format(value));
  }

  function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const key = JSON.stringify(options);
    let format = dates.get(key);
    if (!format) dates.set(key, (format = new Intl.DateTimeFormat(locale, { timeZone, ...options })));
    return format;
  }

  const date = (value: Date | string | number, options: Intl.DateTimeFormatOptions) =>
    dateFormat(options).format(typeof value === 'string' ? new Date(value) : value);

  const fixed = (digits: number) => ({ minimumFractionDigits: digits, maximumFractionDigits: digits });
  const signed = { signDisplay: 'exceptZero' } as const;

  return {
    locale,
    timeZone,
    decimalSeparator:
      new Intl.NumberFormat(locale).formatToParts(1.5).find((part) => part.type === 'decimal')?.value ?? '.',
    price: (value: number, digits: number) => number(value, fixed(digits)),
    quantity: (value: number, digits: number) => number(value, { maximumFractionDigits: digits }),
    integer: (value: number) => number(value, { maximumFractionDigits: 0 }),
    /** Few digits for volumes: 1.2M. */
    compact: (value: number) => number(value, { notation: 'compact', maximumFractionDigits: 2 }),
    ratio: (value: number) => number(value, fixed(2)),
    money: (value: number, currency: string) =>
      number(value, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }),
    /** Where several currencies meet: a sign that many share ($) goes to the locale's own, others are told apart (US$, MX$, ARS). */
    fullMoney: (value: number, currency: string) => number(value, { style: 'currency', currency }),
    /** With + or − always shown: colour is never the only sign of gain and loss. */
    signedMoney: (value: number, currency: string) =>
      number(value, { style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...signed }),
    signedPrice: (value: number, digits: number) => number(value, { ...fixed(digits), ...signed }),
    percent: (fraction: number, digits = 2) => number(fraction, { style: 'percent', ...fixed(digits) }),
    signedPercent: (fraction: number, digits = 2) =>
      number(fraction, { style: 'percent', ...fixed(digits), ...signed }),
    date: (value: Date | string | number) => date(value, { dateStyle: 'medium' }),
    time: (value: Date | string | number) => date(value, { timeStyle: 'medium' }),
    shortTime: (value: Date | string | number) =>
      date(value, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    /** For columns: 24-hour clock, and the year only where it is not this one. */
    tableTime(value: Date | string | number, seconds = true) {
      const year = date(value, { year: 'numeric' }) === date(Date.now(), { year: 'numeric' });
      return date(value, {
        ...(year ? {} : { year: 'numeric' }),
        month: 'short',
        day: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        ...(seconds ? { second: '2-digit' } : {}),
        hourCycle: 'h23',
      });
    },
    dateTime: (value: Date | string | number) => date(value, { dateStyle: 'medium', timeStyle: 'short' }),
    /** A day that both share is said once. */
    dateTimeRange: (from: string, to: string) =>
      dateFormat({ dateStyle: 'medium', timeStyle: 'short' }).formatRange(new Date(from), new Date(to)),
    fullTime: (value: Date | string | number) => date(value, { dateStyle: 'medium', timeStyle: 'medium' }),
    with: date,
  };
}

export type Formats = ReturnType<typeof createFormats>;
