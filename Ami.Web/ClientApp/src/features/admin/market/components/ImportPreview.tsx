import { Alert, NativeSelect, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '@/lib/formats/useFormats';
import type { Preview } from '../api/preview';
import {
  columnRoles,
  isFixed,
  missingRoles,
  rolesOf,
  withRole,
  type ColumnRole,
  type LayoutMap,
} from '../domain/layoutMap';
import '../texts';
import { Evidence } from './Evidence';
import classes from './ImportPreview.module.css';
import { Lines } from './Lines';
import { MapFields } from './MapFields';

type Props = { preview: Preview; map: LayoutMap; onMap: (map: LayoutMap) => void };

/** How a file would be read: its first rows with what each column holds, which one can change, and the bars that they make. */
export function ImportPreview({ preview, map, onMap }: Props) {
  const { t, i18n } = useTranslation('adminMarket');
  const width = preview.rows[0]?.length ?? 0;
  const roles = rolesOf(width, map, preview.columns);
  const missing = missingRoles(roles);
  const refused = preview.refused;
  // The texts have the codes as keys.
  const why = `preview.why.${refused?.code}`;
  return (
    <Stack gap="md">
      {refused && (
        <Alert color="yellow" variant="light" role="status">
          <Text size="sm" fw={600}>
            {i18n.exists(why, { ns: 'adminMarket' })
              ? t(why as 'preview.why.market.import_interval')
              : t('preview.refused')}
          </Text>
          {/* In the words of the reader, which name the column or the cell in question. */}
          <Text size="xs" c="dimmed" lang="en">
            {refused.message}
          </Text>
        </Alert>
      )}
      {width > 0 && (
        <Framed title={t('preview.rows')}>
          <table className={classes.table}>
            <thead>
              <tr>
                {roles.map((role, column) => (
                  <th key={column} scope="col">
                    <span className={classes.title}>
                      {preview.titles[column] || t('preview.column', { number: column + 1 })}
                    </span>
                    <NativeSelect
                      size="xs"
                      miw={116}
                      aria-label={t('preview.holds', {
                        column: preview.titles[column] || t('preview.column', { number: column + 1 }),
                      })}
                      data={[
                        ...(isFixed(map, role) ? [] : [{ value: '', label: t('preview.unused') }]),
                        ...columnRoles.map((value) => ({ value, label: t(`map.${value}`) })),
                      ]}
                      value={role ?? ''}
                      onChange={(event) =>
                        onMap(
                          withRole(
                            map,
                            roles,
                            column,
                            (event.currentTarget.value || null) as ColumnRole | null,
                          ),
                        )
                      }
                    />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {preview.rows.map((row, line) => (
                <tr key={line}>
                  {row.map((cell, column) => (
                    <td key={column} data-used={roles[column] !== null}>
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Framed>
      )}
      {width > 0 && missing.length > 0 && (
        <Text size="sm" c="var(--mantine-color-error)">
          {t('preview.missing', { roles: missing.map((role) => t(`map.${role}`)).join(', ') })}
        </Text>
      )}
      <MapFields map={map} onMap={onMap} />
      {preview.bars.length > 0 && <Bars bars={preview.bars} />}
      {preview.problems.length > 0 && <Lines label={t('preview.problems')} lines={preview.problems} />}
      {preview.recognised.length > 0 && <Evidence evidence={preview.recognised} />}
    </Stack>
  );
}

function Bars({ bars }: { bars: Preview['bars'] }) {
  const { t } = useTranslation('adminMarket');
  const formats = useFormats();
  const figures = ['open', 'high', 'low', 'close', 'volume'] as const;
  return (
    <Framed title={t('preview.bars')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('preview.opens')}</th>
            {figures.map((figure) => (
              <th key={figure} scope="col" data-figure>
                {t(`map.${figure}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.time}>
              <td>{formats.with(bar.time, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })}</td>
              {figures.map((figure) => (
                <td key={figure} data-figure>
                  {formats.quantity(bar[figure], 8)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Framed>
  );
}

/** A table that scrolls beneath its title. */
function Framed({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <div className={classes.scroll} tabIndex={0} role="group" aria-label={title}>
        {children}
      </div>
    </Stack>
  );
}
