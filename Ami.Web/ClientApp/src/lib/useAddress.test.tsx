import { act, renderHook } from '@testing-library/react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { expect, it } from 'vitest';
import { useChoiceParam, useTextParam } from './urlState';

it('keeps two changes that different parts of a page make at once', () => {
  const { result, router } = renderPage(() => ({
    text: useTextParam('q'),
    kind: useChoiceParam('class', ['all', 'crypto'], 'all'),
  }));
  act(() => {
    result.current.text[1]('btc');
    result.current.kind[1]('crypto');
  });
  expect(router.state.location.search).toBe('?q=btc&class=crypto');
});

it('goes on from the address when that was changed elsewhere', async () => {
  const { result, router } = renderPage(() => ({
    text: useTextParam('q'),
    kind: useChoiceParam('class', ['all', 'crypto'], 'all'),
  }));
  act(() => result.current.text[1]('btc'));
  await act(() => router.navigate('?class=crypto'));
  act(() => result.current.text[1]('eth'));
  expect(router.state.location.search).toBe('?class=crypto&q=eth');
});

function renderPage<T>(page: () => T) {
  const rendered = { current: undefined as T };
  const Page = () => {
    rendered.current = page();
    return null;
  };
  const router = createMemoryRouter([{ path: '/', Component: Page }]);
  renderHook(() => null, { wrapper: () => <RouterProvider router={router} /> });
  return { result: rendered, router };
}
