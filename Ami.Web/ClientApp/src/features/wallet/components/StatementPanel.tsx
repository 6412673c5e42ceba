import { Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FileButton } from '@/components/FileButton';
import { Panel } from '@/components/Panel';
import { statementPath, type Realm } from '../api/wallet';

const day = (date: Date) => date.toLocaleDateString('sv-SE');

function firstOfMonth(): Date {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), 1);
}

/** Downloads of the movements of some days. */
export function StatementPanel({ realm, currency }: { realm: Realm; currency: string }) {
  const { t } = useTranslation('wallet');
  const [from, setFrom] = useState(() => day(firstOfMonth()));
  const [to, setTo] = useState(() => day(new Date()));
  const query = { realm, currency, from, to };
  return (
    <Panel title={t('statement.title')}>
      <Group gap="sm" align="flex-end">
        <TextInput
          type="date"
          label={t('statement.from')}
          value={from}
          max={to}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('statement.to')}
          value={to}
          min={from}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <FileButton
          path={statementPath('csv', query)}
          text={t('statement.csv')}
          label={t('statement.csvLabel')}
        />
        <FileButton
          path={statementPath('pdf', query)}
          text={t('statement.pdf')}
          label={t('statement.pdfLabel')}
        />
      </Group>
    </Panel>
  );
}
