import { Alert, Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/components/Dialog';
import { toast } from '@/components/toasts';
import { ApiError } from '@/lib/api/errors';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { calendarsKey, putCalendar, type Calendar } from '../api/symbols';
import { readCalendar, typedCalendar, type CalendarField } from '../domain/calendar';

const empty = { code: '', name: '', zone: '', hours: '', exceptions: '' };

/** A calendar as text: regular hours and other days, one to a line. */
export function CalendarDialog({ stored, onClose }: { stored: Calendar | null; onClose: () => void }) {
  const { t } = useTranslation('adminSymbols');
  const errorText = useErrorText();
  const client = useQueryClient();
  const [values, setValues] = useState(stored ? typedCalendar(stored.calendar) : empty);
  const [shown, setShown] = useState(false);
  const { calendar, wrong } = readCalendar(values);
  const save = useMutation({
    mutationFn: () => putCalendar(calendar, stored?.version ?? 0),
    onSuccess: () => {
      toast(t('saved'));
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: calendarsKey }),
  });
  const refused = save.error instanceof ApiError ? Object.keys(save.error.fields) : [];
  const field = (name: CalendarField) => ({
    label: name === 'exceptions' ? t('calendars.exceptionsField') : t(`calendars.${name}`),
    description: t(`calendars.help.${name}`),
    value: values[name],
    error: (shown && wrong.includes(name)) || refused.includes(name) ? t(`calendars.problem.${name}`) : null,
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      save.reset();
      setValues((old) => ({ ...old, [name]: value }));
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    setShown(true);
    if (wrong.length === 0) save.mutate();
  }

  return (
    <Dialog
      opened
      onClose={onClose}
      title={stored ? t('calendars.edit', { name: stored.calendar.name }) : t('calendars.new')}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          {save.error && (
            <Alert color="red" variant="light" role="alert">
              {errorText(save.error)}
            </Alert>
          )}
          <TextInput {...field('code')} readOnly={stored !== null} />
          <TextInput {...field('name')} data-autofocus />
          <TextInput {...field('zone')} />
          <Textarea {...field('hours')} autosize minRows={3} maxRows={8} />
          <Textarea {...field('exceptions')} autosize minRows={3} maxRows={12} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel', { ns: 'common' })}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
