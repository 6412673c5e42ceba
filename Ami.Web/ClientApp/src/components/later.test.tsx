import { render, screen } from '@testing-library/react';
import { Component, type ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { later } from './later';

class Boundary extends Component<{ children: ReactNode }, { message: string }> {
  override state = { message: '' };

  static getDerivedStateFromError(error: Error) {
    return { message: error.message };
  }

  override render() {
    return this.state.message || this.props.children;
  }
}

function Shown({ text }: { text: string }) {
  return <p>{text}</p>;
}

it('fetches the code when it is needed, and once', async () => {
  const fetchCode = vi.fn(() => Promise.resolve({ default: Shown }));
  const Later = later(fetchCode);
  const { unmount } = render(<Later text="here" />);
  expect(screen.queryByText('here')).toBeNull();
  expect(await screen.findByText('here')).toBeTruthy();
  unmount();
  render(<Later text="again" />);
  expect(screen.getByText('again')).toBeTruthy();
  expect(fetchCode).toHaveBeenCalledTimes(1);
});

it('tells of code that does not come, and not before it is needed', async () => {
  const fetchCode = vi.fn(() => Promise.reject<{ default: typeof Shown }>(new Error('no connection')));
  const Later = later(fetchCode);
  Later.load();
  await vi.waitFor(() => expect(fetchCode).toHaveBeenCalled());
  const silenced = vi.spyOn(console, 'error').mockReturnValue();
  render(
    <Boundary>
      <Later text="here" />
    </Boundary>,
  );
  expect(await screen.findByText('no connection')).toBeTruthy();
  expect(silenced).toHaveBeenCalled();
});
