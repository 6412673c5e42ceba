import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyField } from '@/components/CopyField';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { toast } from '@/components/toasts';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useAccept, useAsk, useEnd, useFriends, type Friend, type Friends } from './api';
import classes from './Experience.module.css';

function AskForm() {
  const { t } = useTranslation('experience');
  const errorText = useErrorText();
  const [code, setCode] = useState('');
  const ask = useAsk();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate(code.trim(), {
      onSuccess: () => {
        setCode('');
        toast(t('friends.asked'));
      },
    });
  };
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <TextInput
        label={t('friends.enter')}
        maxLength={40}
        autoComplete="off"
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        error={ask.error && errorText(ask.error)}
      />
      <Button type="submit" variant="default" loading={ask.isPending} disabled={code.trim() === ''}>
        {t('friends.ask')}
      </Button>
    </form>
  );
}

type Act = 'accept' | 'decline' | 'withdraw' | 'end';

function Line({ friend, note, acts }: { friend: Friend; note?: string; acts: readonly Act[] }) {
  const { t } = useTranslation('experience');
  const errorText = useErrorText();
  const accept = useAccept();
  const end = useEnd();
  return (
    <li className={classes.line}>
      <span>{friend.name}</span>
      {note && <span className={classes.note}>{note}</span>}
      {acts.map((act) => {
        const change = act === 'accept' ? accept : end;
        return (
          <Button
            key={act}
            size="xs"
            variant={act === 'accept' ? 'filled' : 'default'}
            loading={change.isPending}
            aria-label={t('friends.of', { act: t(`friends.${act}`), name: friend.name })}
            onClick={() =>
              change.mutate(friend.id, {
                onError: (error) => toast(errorText(error), { tone: 'error' }),
              })
            }
          >
            {t(`friends.${act}`)}
          </Button>
        );
      })}
    </li>
  );
}

function Lines({ friends }: { friends: Friends }) {
  const { t } = useTranslation('experience');
  const count = friends.friends.length + friends.waiting.length + friends.asked.length;
  if (count === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('friends.none')}
      </Text>
    );
  return (
    <ul className={classes.lines}>
      {friends.waiting.map((one) => (
        <Line key={one.id} friend={one} note={t('friends.waiting')} acts={['accept', 'decline']} />
      ))}
      {friends.friends.map((one) => (
        <Line key={one.id} friend={one} acts={['end']} />
      ))}
      {friends.asked.map((one) => (
        <Line key={one.id} friend={one} note={t('friends.pending')} acts={['withdraw']} />
      ))}
    </ul>
  );
}

/** One's code, a friend's code, and who is whose friend. */
export function FriendsPanel({ code }: { code: string }) {
  const { t } = useTranslation('experience');
  return (
    <Panel title={t('friends.title')}>
      <Stack gap="md">
        <Text size="sm">{t('friends.lead')}</Text>
        <CopyField
          label={t('friends.code')}
          value={code}
          copy={t('friends.copy')}
          copied={t('friends.copied')}
        />
        <AskForm />
        <QueryView query={useFriends()}>{(friends) => <Lines friends={friends} />}</QueryView>
      </Stack>
    </Panel>
  );
}
