import { Button, Group, Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { Dialog } from '@/components/Dialog';

type Props = {
  /** Whether something is not saved. */
  dirty: boolean;
  title: string;
  /** What would be lost. */
  lead: string;
  stay: string;
  go: string;
};

/** Asks before the page is left with changes that are not saved; for a reload the browser asks. */
export function LeaveGuard({ dirty, title, lead, stay, go }: Props) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => dirty && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [dirty]);
  if (blocker.state !== 'blocked') return null;
  return (
    <Dialog opened onClose={blocker.reset} title={title}>
      <Stack gap="md">
        <Text size="sm">{lead}</Text>
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={blocker.reset}>
            {stay}
          </Button>
          <Button color="red.9" onClick={blocker.proceed}>
            {go}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
