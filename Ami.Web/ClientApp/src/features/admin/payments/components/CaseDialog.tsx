import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActDialog } from '@/components/ActDialog';
import { Dialog } from '@/components/Dialog';
import { Facts } from '@/components/Facts';
import { Output } from '@/components/Output';
import { useAttempt } from '@/lib/api/useAttempt';
import { useFormats } from '@/lib/formats/useFormats';
import { casesKey, decideCase, type CaseLine, type CaseState } from '../api/books';

const shortest = 3;
const longest = 500;

/** What can be made of a difference that there still is. */
const decisions: Record<CaseState, readonly CaseState[]> = {
  open: ['explained', 'closed'],
  explained: ['open', 'closed'],
  closed: ['open'],
};

type Sides = { theirs: unknown; ours: unknown };

type Props = { line: CaseLine; mayDecide: boolean; onClose: () => void };

/** A difference between the books, both sides of it, and what staff make of it. */
export function CaseDialog({ line, mayDecide, onClose }: Props) {
  const { t } = useTranslation('adminPayments');
  const formats = useFormats();
  const attempt = useAttempt();
  const [decision, setDecision] = useState<CaseState | null>(null);
  const [typed, setTyped] = useState(line.note ?? '');
  const none = t('noValue', { ns: 'common' });
  const money = (amount: number | null) =>
    amount === null ? none : formats.fullMoney(amount, line.currency);
  if (decision) {
    const note = typed.trim();
    return (
      <ActDialog
        title={t(`cases.decide.${decision}`)}
        lead={t(`cases.decideLead.${decision}`)}
        submit={t(`cases.decide.${decision}`)}
        done={t('cases.decided')}
        ready={note.length >= shortest}
        act={() =>
          attempt.run({ id: line.id, version: line.version, decision, note }, (key) =>
            decideCase(key, line, decision, note),
          )
        }
        refresh={[casesKey]}
        onClose={onClose}
      >
        <Textarea
          label={t('cases.note')}
          description={t('cases.noteHint')}
          rows={3}
          maxLength={longest}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-autofocus
        />
      </ActDialog>
    );
  }
  const sides = JSON.parse(line.details) as Sides;
  return (
    <Dialog opened onClose={onClose} title={t(`cases.kinds.${line.kind}`)}>
      <Stack gap="md">
        <Text size="sm">{t(`cases.hints.${line.kind}`)}</Text>
        <Facts
          items={[
            [t('cases.state'), t(`cases.states.${line.state}`)],
            [t('cases.ours'), money(line.ours)],
            [t('cases.theirs'), money(line.theirs)],
            [t('cases.object'), line.objectId],
            [t('cases.transaction'), line.transactionId ?? none],
            [t('cases.foundAt'), formats.fullTime(line.foundAt)],
            [t('cases.changedAt'), formats.fullTime(line.changedAt)],
            [t('cases.note'), line.note ?? none],
          ]}
        />
        <Output label={t('cases.oursWhole')} text={JSON.stringify(sides.ours, null, 2)} />
        <Output label={t('cases.theirsWhole')} text={JSON.stringify(sides.theirs, null, 2)} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('close', { ns: 'common' })}
          </Button>
          {mayDecide &&
            !line.agrees &&
            decisions[line.state].map((state) => (
              <Button key={state} variant="default" onClick={() => setDecision(state)}>
                {t(`cases.decide.${state}`)}
              </Button>
            ))}
        </Group>
      </Stack>
    </Dialog>
  );
}
