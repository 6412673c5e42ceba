import { Anchor, Button, Group, List, Stack, Text, Title } from '@mantine/core';
import '@mantine/core/styles/List.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ActDialog } from '@/components/ActDialog';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { EmptyState } from '@/components/states';
import { useMay } from '@/lib/auth/useSession';
import { useFormats } from '@/lib/formats/useFormats';
import { calendarsKey, deleteCalendar, useCalendars, type Calendar } from '../api/symbols';
import { CalendarDialog } from '../components/CalendarDialog';
import '../texts';

type Open = { act: 'edit' | 'delete'; calendar: Calendar } | { act: 'new' } | null;

function Entry({ one, onAct }: { one: Calendar; onAct: ((open: Open) => void) | null }) {
  const { t } = useTranslation('adminSymbols');
  const formats = useFormats();
  const { calendar } = one;
  return (
    <Panel
      title={calendar.name}
      actions={
        onAct && (
          <Group gap="xs">
            <Button size="xs" variant="default" onClick={() => onAct({ act: 'edit', calendar: one })}>
              {t('calendars.edit', { name: calendar.name })}
            </Button>
            <Button
              size="xs"
              variant="default"
              disabled={one.symbols > 0}
              onClick={() => onAct({ act: 'delete', calendar: one })}
            >
              {t('calendars.delete', { name: calendar.name })}
            </Button>
          </Group>
        )
      }
    >
      <Stack gap="xs">
        <Text size="sm">
          {calendar.zone} · {t('calendars.used', { count: one.symbols })} ·{' '}
          {t('calendars.exceptions', { count: calendar.exceptions.length })}
        </Text>
        <Text size="sm" fw={600}>
          {t('calendars.next')}
        </Text>
        <List size="sm">
          {one.next.map((session) => (
            <List.Item key={session.opens}>{formats.dateTimeRange(session.opens, session.closes)}</List.Item>
          ))}
        </List>
      </Stack>
    </Panel>
  );
}

/** When markets trade: regular hours, holidays and early closes, each under a name that symbols go by. */
export function CalendarsPage() {
  const { t } = useTranslation('adminSymbols');
  const calendars = useCalendars();
  const mayManage = useMay('market.symbols-manage');
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <Page
      title={t('calendars.title')}
      heading={
        <>
          <Anchor component={Link} to="/admin/market/symbols" size="sm">
            {t('title')}
          </Anchor>
          <Title order={1}>{t('calendars.title')}</Title>
        </>
      }
      lead={t('calendars.lead')}
      actions={mayManage && <Button onClick={() => setOpen({ act: 'new' })}>{t('calendars.new')}</Button>}
    >
      <Stack gap="md">
        <QueryView query={calendars}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState icon="clock" title={t('calendars.empty')} hint={t('calendars.emptyHint')} />
            ) : (
              items.map((one) => (
                <Entry key={one.calendar.code} one={one} onAct={mayManage ? setOpen : null} />
              ))
            )
          }
        </QueryView>
      </Stack>
      {(open?.act === 'new' || open?.act === 'edit') && (
        <CalendarDialog stored={open.act === 'edit' ? open.calendar : null} onClose={close} />
      )}
      {open?.act === 'delete' && (
        <ActDialog
          title={t('calendars.delete', { name: open.calendar.calendar.name })}
          lead={t('calendars.deleteLead')}
          submit={t('calendars.deleteNow')}
          done={t('saved')}
          danger
          act={() => deleteCalendar(open.calendar.calendar.code, open.calendar.version)}
          refresh={[calendarsKey]}
          onClose={close}
        />
      )}
    </Page>
  );
}

export { CalendarsPage as Component };
