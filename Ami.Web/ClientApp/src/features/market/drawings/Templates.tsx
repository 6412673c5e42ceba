import { Button, TextInput, UnstyledButton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '@/components/toasts';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { templates, type Template } from './api';
import { icons } from './icons';
import { limits, type DrawingKind, type DrawingStyle } from './kinds';
import classes from './SelectedBar.module.css';
import { ToolButton } from './ToolButton';

const queryKey = ['market', 'drawing-templates'];

type Props = { kind: DrawingKind; style: DrawingStyle; onApply: (style: DrawingStyle) => void };

/** Styles of a kind under names: use one, keep the present one, delete. */
export function Templates({ kind, style, onApply }: Props) {
  const { t } = useTranslation('drawings');
  const errorText = useErrorText();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const { data } = useQuery({ queryKey, queryFn: templates.list, staleTime: 60_000 });
  const own = (data ?? []).filter((template) => template.kind === kind);
  const after = {
    onError: (error: Error) => toast(errorText(error), { tone: 'error' }),
    onSettled: () => client.invalidateQueries({ queryKey }),
  };
  const keep = useMutation({ mutationFn: templates.put, ...after });
  const drop = useMutation({ mutationFn: templates.remove, ...after });

  function save(event: FormEvent) {
    event.preventDefault();
    const called = name.trim();
    if (called === '') return;
    // Under a name that is there already, that template gets the style.
    const id = own.find((template) => template.name === called)?.id ?? crypto.randomUUID();
    keep.mutate({ id, kind, name: called, style } satisfies Template, { onSuccess: () => setName('') });
  }

  return (
    <form className={classes.row} aria-label={t('templates')} onSubmit={save}>
      <span className={classes.label}>{own.length === 0 && data ? t('noTemplates') : t('templates')}</span>
      {own.map((template) => (
        <div key={template.id} className={`${classes.row} ${classes.template}`} style={{ width: '100%' }}>
          <UnstyledButton
            className={classes.choice}
            aria-label={t('applyTemplate', { name: template.name })}
            onClick={() => onApply(template.style)}
          >
            {template.name}
          </UnstyledButton>
          <ToolButton
            icon={icons.trash}
            label={t('deleteTemplate', { name: template.name })}
            onClick={() => drop.mutate(template.id)}
          />
        </div>
      ))}
      <TextInput
        size="xs"
        flex={1}
        aria-label={t('templateName')}
        placeholder={t('templateName')}
        maxLength={limits.templateName}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button
        size="xs"
        variant="default"
        type="submit"
        loading={keep.isPending}
        disabled={name.trim() === ''}
        fullWidth
      >
        {t('saveTemplate')}
      </Button>
    </form>
  );
}
