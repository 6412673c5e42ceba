import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/DataTable';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { Table } from '@/components/Table';
import { useFormats } from '@/lib/formats/useFormats';
import { useCalibration, type Calibration } from '../api/practice';
import classes from './Practice.module.css';

/** The corner of the drawing's square, and its side. */
const left = 34;
const top = 8;
const side = 200;
const x = (percent: number) => left + ((percent - 40) / 60) * side;
const y = (share: number) => top + (1 - share) * side;

/** Points for what was said, with how sure the share of right answers is; on the line, one knows what one knows. */
function Chart({ calibration, label }: { calibration: Calibration; label: string }) {
  const { t } = useTranslation('learning');
  const formats = useFormats();
  return (
    <svg
      viewBox={`0 0 ${left + side + 16} ${top + side + 40}`}
      role="img"
      aria-label={label}
      className={classes.chart}
    >
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <line x1={left} x2={left + side} y1={y(share)} y2={y(share)} className={classes.grid} />
          <text x={left - 4} y={y(share) + 3} textAnchor="end" className={classes.axis}>
            {formats.percent(share, 0)}
          </text>
        </g>
      ))}
      <line x1={x(40)} x2={x(100)} y1={y(0.4)} y2={y(1)} className={classes.ideal} />
      {calibration.steps.map(({ confidence, answers, right, lower, upper, isEnough }) => (
        <g key={confidence} data-few={!isEnough}>
          <text x={x(confidence)} y={top + side + 14} textAnchor="middle" className={classes.axis}>
            {formats.percent(confidence / 100, 0)}
          </text>
          {lower !== null && upper !== null && (
            <g className={isEnough ? classes.point : classes.few}>
              <line x1={x(confidence)} x2={x(confidence)} y1={y(lower)} y2={y(upper)} />
              <circle cx={x(confidence)} cy={y(right / answers)} r={4} />
            </g>
          )}
        </g>
      ))}
      <text x={left + side / 2} y={top + side + 32} textAnchor="middle" className={classes.axis}>
        {t('practice.calibration.said')}
      </text>
    </svg>
  );
}

function Curve({ calibration }: { calibration: Calibration }) {
  const { t } = useTranslation('learning');
  const formats = useFormats();
  if (calibration.answers === 0) return <p>{t('practice.calibration.none')}</p>;
  return (
    <>
      <p className={classes.note}>{t('practice.calibration.how')}</p>
      {!calibration.isEnough && (
        <p className={classes.warn}>
          {t('practice.calibration.few', { count: calibration.answers, needed: calibration.needed })}
        </p>
      )}
      <div className={classes.curve}>
        <Chart calibration={calibration} label={t('practice.calibration.chart')} />
        <DataTable label={t('practice.calibration.table')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('practice.calibration.said')}</Table.Th>
              <Table.Th ta="right">{t('practice.calibration.right')}</Table.Th>
              <Table.Th ta="right">{t('practice.calibration.answers')}</Table.Th>
              <Table.Th ta="right">{t('practice.calibration.range')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {calibration.steps.map(({ confidence, answers, right, lower, upper, isEnough }) => (
              <Table.Tr key={confidence}>
                <Table.Td>{formats.percent(confidence / 100, 0)}</Table.Td>
                <Table.Td ta="right">{answers === 0 ? '—' : formats.percent(right / answers, 0)}</Table.Td>
                <Table.Td ta="right">{formats.integer(answers)}</Table.Td>
                <Table.Td ta="right">
                  {lower === null || upper === null
                    ? '—'
                    : `${formats.percent(lower, 0)} – ${formats.percent(upper, 0)}${
                        isEnough ? '' : ` (${t('practice.calibration.tooFew')})`
                      }`}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </DataTable>
      </div>
      {calibration.brier !== null && (
        <p className={classes.note}>
          {t('practice.calibration.brier', { score: formats.price(calibration.brier, 3) })}
        </p>
      )}
    </>
  );
}

/** How sure one was, against how often one was right: as a drawing and as a table. */
export function CalibrationPanel() {
  const { t } = useTranslation('learning');
  return (
    <Panel title={t('practice.calibration.title')}>
      <QueryView query={useCalibration()}>{(calibration) => <Curve calibration={calibration} />}</QueryView>
    </Panel>
  );
}
