import { Button, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useJoin } from './api';
import classes from './Experience.module.css';

const longestName = 40;

/** The name that others see: taking part begins with it, and it can be changed. */
export function JoinForm(props: { name: string; submit: string; lead?: string; onDone?: () => void }) {
  const { t } = useTranslation('experience');
  const errorText = useErrorText();
  const [name, setName] = useState(props.name);
  const join = useJoin();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    join.mutate(name.trim(), { onSuccess: () => props.onDone?.() });
  };
  return (
    <form onSubmit={submit} noValidate>
      {props.lead && (
        <Text size="sm" mb="sm">
          {props.lead}
        </Text>
      )}
      <div className={classes.form}>
        <TextInput
          label={t('board.name')}
          description={t('board.nameHint')}
          maxLength={longestName}
          autoComplete="nickname"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={join.error && errorText(join.error)}
        />
        <Button type="submit" loading={join.isPending} disabled={name.trim() === ''}>
          {props.submit}
        </Button>
      </div>
    </form>
  );
}
