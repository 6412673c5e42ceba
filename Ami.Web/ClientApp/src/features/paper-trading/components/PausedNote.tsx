import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import '../texts/paused';

export type PausedNoteProps = { id: string; symbol: string };

/** Why an order of a paused symbol is not sent, and which is. */
export default function PausedNote({ id, symbol }: PausedNoteProps) {
  const { t } = useTranslation('paperTrading');
  return (
    <Text id={id} size="xs" c="var(--ami-warn-text)" role="status">
      {t('paused', { symbol })}
    </Text>
  );
}
