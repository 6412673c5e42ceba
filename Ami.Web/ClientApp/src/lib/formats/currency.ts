const currencies: Readonly<Record<string, string>> = {
  AR: 'ARS',
  MX: 'MXN',
  ...Object.fromEntries(
    'AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK'.split(' ').map((region) => [region, 'EUR']),
  ),
};

/** The currency of the first region that the browser's languages name; US dollars elsewhere. */
export function currencyOf(languages: readonly string[], sold: readonly string[]) {
  const region = languages.map((tag) => /-([A-Z]{2})\b/.exec(tag)?.[1]).find((found) => found !== undefined);
  const currency = currencies[region ?? ''] ?? 'USD';
  if (sold.includes(currency)) return currency;
  return sold.includes('USD') ? 'USD' : (sold[0] ?? 'USD');
}
