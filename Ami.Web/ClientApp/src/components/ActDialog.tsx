import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/components/Dialog';
import { needsPlan, PlansLink } from '@/components/PlansLink';
import { toast } from '@/components/toasts';
import { useErrorText } from '@/lib/i18n/useErrorText';

export type ActDialogProps = {
  title: string;
  /** What will happen. */
  lead: string;
  submit: string;
  /** Leaves everything as it is; where what is done is itself called a cancellation, “Cancel” would say both. */
  leave?: string;
  /** Said when it is done; nothing where the page changes anyway. */
  done?: string;
  /** Told when it is done, before the dialog closes. */
  onDone?: () => void;
  danger?: boolean;
  ready?: boolean;
  act: () => Promise<unknown>;
  /** What is read again afterwards, also after a refusal: it may say that something has changed. */
  refresh: readonly QueryKey[];
  onClose: () => void;
  children?: ReactNode;
};

/** Says what an act does, asks what it needs, does it, and stays open with the reason when it is refused. */
export function ActDialog(props: ActDialogProps) {
  const { t } = useTranslation('common');
  const errorText = useErrorText();
  const client = useQueryClient();
  const run = useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onSettled: () => Promise.all(props.refresh.map((queryKey) => client.invalidateQueries({ queryKey }))),
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    if (props.ready === false) return;
    run.mutate(props.act, {
      onSuccess: () => {
        if (props.done) toast(props.done);
        props.onDone?.();
        props.onClose();
      },
    });
  }

  return (
    <Dialog opened onClose={props.onClose} title={props.title}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text size="sm">{props.lead}</Text>
          {run.error && (
            <Alert color="red" role="alert">
              {errorText(run.error)} {needsPlan(run.error) && <PlansLink />}
            </Alert>
          )}
          {props.children}
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {props.leave ?? t('cancel')}
            </Button>
            <Button
              type="submit"
              color={props.danger ? 'red.9' : undefined}
              disabled={props.ready === false}
              loading={run.isPending}
            >
              {props.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
