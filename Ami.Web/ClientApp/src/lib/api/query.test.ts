import { QueryObserver } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { FreshQueryClient } from './query';

/** Reads what the server holds when it is asked, and is answered when the test says. */
function server() {
  const answers: (() => void)[] = [];
  const holds = { value: 'before' };
  const read = () =>
    new Promise<string>((resolve) => {
      const seen = holds.value;
      answers.push(() => resolve(seen));
    });
  return { holds, read, answer: () => answers.shift()?.() };
}

it('reads again what was asked for the first time before a change', async () => {
  const client = new FreshQueryClient();
  const { holds, read, answer } = server();
  const stop = new QueryObserver(client, { queryKey: ['flags', 'now'], queryFn: read }).subscribe(() => {});
  holds.value = 'after';
  const invalidated = client.invalidateQueries({ queryKey: ['flags'] });
  answer();
  await expect.poll(() => client.isFetching() && client.getQueryData(['flags', 'now'])).toBe('before');
  answer();
  await invalidated;
  expect(client.getQueryData(['flags', 'now'])).toBe('after');
  stop();
});

it('does not take for fresh what nobody looks at yet', async () => {
  const client = new FreshQueryClient();
  const { read, answer } = server();
  void client.prefetchQuery({ queryKey: ['flags', 'now'], queryFn: read });
  const invalidated = client.invalidateQueries({ queryKey: ['flags'] });
  answer();
  await invalidated;
  expect(client.getQueryState(['flags', 'now'])).toMatchObject({ data: 'before', isInvalidated: true });
});

it('leaves alone what it was not asked about', async () => {
  const client = new FreshQueryClient();
  const { read, answer } = server();
  const options = { queryKey: ['other'], queryFn: read, staleTime: Infinity };
  const first = client.fetchQuery(options);
  const invalidated = client.invalidateQueries({ queryKey: ['flags'] });
  answer();
  await first;
  await invalidated;
  expect(client.getQueryState(['other'])?.isInvalidated).toBe(false);
});
