import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Facts } from '@/components/Facts';
import { QueryView } from '@/components/QueryView';
import { useFormats } from '@/lib/formats/useFormats';
import { useImported, type ImportedCandles } from '../api/imports';
import '../texts';
import { Evidence } from './Evidence';
import { Lines } from './Lines';

/** What an import that is done has done. */
export function ImportReport({ id }: { id: string }) {
  return <QueryView query={useImported(id)}>{(imported) => <Report imported={imported} />}</QueryView>;
}

function Report({ imported }: { imported: ImportedCandles }) {
  const { t } = useTranslation('adminMarket');
  const formats = useFormats();
  // Bars are named by their instant in UTC, as the file and the report's own file have it.
  const instant = (at: string) =>
    formats.with(at, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  const gapText = ({ from, until, missing }: ImportedCandles['firstGaps'][number]) =>
    `${missing === 1 ? instant(from) : t('report.fromTo', { from: instant(from), to: instant(until) })}  ${formats.integer(missing)}`;
  const counts = [
    'rows',
    'inserted',
    'present',
    'differing',
    'duplicates',
    'gaps',
    'missing',
    'badLines',
    'unfinished',
    'rounded',
  ] as const;
  return (
    <Stack gap="sm">
      <Facts
        items={[
          [
            t('report.span'),
            t('report.fromTo', { from: instant(imported.first), to: instant(imported.last) }),
          ],
          [t('layout.label'), imported.layout],
          ...counts.map((count) => [t(`report.${count}`), formats.integer(imported[count])] as const),
        ]}
      />
      {imported.firstGaps.length > 0 && (
        <Lines label={t('report.firstGaps')} lines={imported.firstGaps.map((gap) => gapText(gap))} />
      )}
      {imported.recognised && imported.recognised.length > 0 && <Evidence evidence={imported.recognised} />}
      {imported.problems.length > 0 && <Lines label={t('report.problems')} lines={imported.problems} />}
      {imported.findings.length > 0 && <Lines label={t('report.findings')} lines={imported.findings} />}
      <Text size="sm">
        <Link to={`/markets/${imported.symbol}`}>{t('report.chart', { symbol: imported.symbol })}</Link>
      </Text>
    </Stack>
  );
}
