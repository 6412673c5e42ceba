import { Button, Group, NativeSelect, NumberInput, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/NumberInput.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActDialog } from '@/components/ActDialog';
import { Facts } from '@/components/Facts';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { RowsSkeleton } from '@/components/states';
import { useMay } from '@/lib/auth/useSession';
import { useFormats } from '@/lib/formats/useFormats';
import {
  decideRegistration,
  joiningKey,
  modes,
  useRegistrationRules,
  type RegistrationRules,
} from '../api/joining';

const within = (value: number | string, least: number, most: number) =>
  value !== '' && Number(value) >= least && Number(value) <= most;

function RulesDialog({ rules, onClose }: { rules: RegistrationRules; onClose: () => void }) {
  const { t } = useTranslation('adminJoining');
  const [mode, setMode] = useState(rules.mode);
  const [perMember, setPerMember] = useState<number | string>(rules.invitationsPerMember);
  const [days, setDays] = useState<number | string>(rules.invitationDays);
  return (
    <ActDialog
      title={t('rules.change')}
      lead={t('rules.changeLead')}
      submit={t('rules.submit')}
      done={t('rules.done')}
      ready={within(perMember, 0, 100) && within(days, 1, 365)}
      act={() =>
        decideRegistration({
          mode,
          invitationsPerMember: Number(perMember),
          invitationDays: Number(days),
          version: rules.version,
        })
      }
      refresh={[joiningKey]}
      onClose={onClose}
    >
      <NativeSelect
        label={t('rules.mode')}
        data={modes.map((value) => ({ value, label: t(`mode.${value}`) }))}
        value={mode}
        onChange={(event) => setMode(event.currentTarget.value as typeof mode)}
      />
      <NumberInput
        label={t('rules.perMember')}
        description={t('rules.perMemberHint')}
        allowDecimal={false}
        hideControls
        value={perMember}
        onChange={setPerMember}
      />
      <NumberInput
        label={t('rules.days')}
        description={t('rules.daysHint')}
        allowDecimal={false}
        hideControls
        value={days}
        onChange={setDays}
      />
    </ActDialog>
  );
}

/** How one becomes a user, and how many wait for it. */
export function RulesPanel() {
  const { t } = useTranslation('adminJoining');
  const formats = useFormats();
  const mayManage = useMay('joining.manage');
  const query = useRegistrationRules();
  const [changing, setChanging] = useState<RegistrationRules | null>(null);
  return (
    <Panel title={t('rules.title')}>
      <QueryView query={query} skeleton={<RowsSkeleton rows={4} height={22} />}>
        {({ rules, waiting, openInvitations }) => (
          <Stack gap="sm">
            <Text size="sm">{t(`modeLead.${rules.mode}`)}</Text>
            <Facts
              items={[
                [t('rules.mode'), t(`mode.${rules.mode}`)],
                [t('rules.waiting'), formats.integer(waiting)],
                [t('rules.openInvitations'), formats.integer(openInvitations)],
              ]}
            />
            {mayManage && (
              <Group>
                <Button variant="default" size="xs" onClick={() => setChanging(rules)}>
                  {t('rules.change')}
                </Button>
              </Group>
            )}
          </Stack>
        )}
      </QueryView>
      {changing && <RulesDialog rules={changing} onClose={() => setChanging(null)} />}
    </Panel>
  );
}
