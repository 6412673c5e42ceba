import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/Panel';
import { Stat, Stats } from '@/components/Stat';
import { useFormats } from '@/lib/formats/useFormats';
import type { RevenueFigure, RevenueReport } from '../api/books';

type Props = { report: RevenueReport; onExplain: (figure: RevenueFigure) => void };
type Part = RevenueReport['mrr'];

/** The figures of a period; each opens the rows that it is made of. */
export function RevenueFigures({ report, onExplain }: Props) {
  const { t } = useTranslation('adminPayments');
  const formats = useFormats();
  const money = (amount: number) => formats.fullMoney(amount, report.currency);
  const share = (fraction: number | null) =>
    fraction === null ? t('noValue', { ns: 'common' }) : formats.percent(fraction, 1);
  const people = (part: Part) => t('revenue.customers', { count: part.customers });
  const link = (figure: RevenueFigure, label: string, text: string) => (
    <Anchor
      component="button"
      type="button"
      inherit
      aria-label={t('revenue.explain', { figure: label, value: text })}
      onClick={() => onExplain(figure)}
    >
      {text}
    </Anchor>
  );
  const part = (figure: 'mrr' | 'new' | 'expansion' | 'contraction' | 'churned') => (
    <Stat label={t(`revenue.${figure}`)} hint={people(report[figure])}>
      {link(figure, t(`revenue.${figure}`), money(report[figure].amount))}
    </Stat>
  );
  return (
    <Panel title={t('revenue.figures', { currency: report.currency })}>
      <Stats>
        {part('mrr')}
        <Stat label={t('revenue.arr')}>{link('mrr', t('revenue.arr'), money(report.arr))}</Stat>
        <Stat label={t('revenue.arpu')}>
          {link(
            'mrr',
            t('revenue.arpu'),
            report.arpu === null ? t('noValue', { ns: 'common' }) : money(report.arpu),
          )}
        </Stat>
        <Stat label={t('revenue.customerChurn')}>
          {link('churned', t('revenue.customerChurn'), share(report.customerChurn))}
        </Stat>
        <Stat label={t('revenue.revenueChurn')}>
          {link('churned', t('revenue.revenueChurn'), share(report.revenueChurn))}
        </Stat>
        <Stat
          label={t('revenue.failed')}
          hint={t('revenue.recovered', { count: report.failed.customers, recovered: report.recovered })}
        >
          {link('failed', t('revenue.failed'), money(report.failed.amount))}
        </Stat>
        <Stat label={t('revenue.start')} hint={people(report.start)}>
          {money(report.start.amount)}
        </Stat>
        {part('new')}
        {part('expansion')}
        {part('contraction')}
        {part('churned')}
      </Stats>
    </Panel>
  );
}
