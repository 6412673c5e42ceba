import { Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { components } from '@/lib/api/schema';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';

type Props = {
  query: UseQueryResult<components['schemas']['AlertPreview'] | null>;
  interval: string;
  /** Whether it looks at several symbols. */
  isOnMany: boolean;
  /** Mistakes in the condition are told where it is written. */
  isToldElsewhere: boolean;
};

const mostNames = 10;

/** The first of many names. */
const shortened = (names: readonly string[]) =>
  [...names.slice(0, mostNames), ...(names.length > mostNames ? [`+${names.length - mostNames}`] : [])].join(
    ', ',
  );

/** How often the alert would have fired: who sees “214 times” sets another one. */
export function Preview({ query, interval, isOnMany, isToldElsewhere }: Props) {
  const { t } = useTranslation('alerts');
  const formats = useFormats();
  const errorText = useErrorText();
  const { data, error, isFetching } = query;

  function words() {
    if (isFetching) return t('preview.loading');
    if (error) return isToldElsewhere ? '' : errorText(error);
    if (!data) return '';
    const bars = formats.integer(data.bars);
    const [last] = data.newest;
    if (data.listed === 0) return t('preview.noSymbols');
    if (data.bars === 0) return t('preview.noBars');
    const of = !isOnMany
      ? interval
      : data.symbols < data.listed
        ? t('preview.ofSome', { interval, count: data.symbols, listed: data.listed })
        : t('preview.ofAll', { interval, count: data.symbols });
    const at = last && formats.dateTime(last.bar) + (isOnMany ? ` (${last.symbol})` : '');
    const said = last
      ? t('preview.fired', { count: data.fired, bars, interval: of, last: at })
      : t('preview.never', { bars, interval: of });
    if (data.holdsNow.length === 0) return said;
    return `${said} ${isOnMany ? t('preview.holdsAt', { symbols: shortened(data.holdsNow) }) : t('preview.holds')}`;
  }

  return (
    <Text size="sm" role="status" c={error && !isFetching ? 'red' : undefined} mih="1.4em">
      {words()}
    </Text>
  );
}
