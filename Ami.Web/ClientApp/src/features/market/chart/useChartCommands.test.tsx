import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { toast } from '@/components/toasts';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import '../texts';
import type { BarSource } from './barSource';
import type { CandleChart } from './candleChart';
import { useChartCommands } from './useChartCommands';

vi.mock('@/components/toasts');

const source = {
  symbol: 'BTC-SIM',
  interval: '1h',
  origin: { now: () => 0 },
  state: { bars: [] },
} as unknown as BarSource;

function Buttons({ chart }: { chart: CandleChart }) {
  const { copy, save } = useChartCommands({
    chart: { current: chart },
    bar: { current: null },
    source,
    intervals: ['1h'],
    setInterval: () => undefined,
    look: { type: 'candles', scale: 'normal' },
    setLook: () => undefined,
    others: ['ETH-SIM'],
    isReplay: false,
    view: 'chart',
    toggleTable: () => undefined,
    toggleFull: () => undefined,
    showIndicators: () => undefined,
    isActive: false,
  });
  return (
    <>
      <button onClick={copy}>Copy</button>
      <button onClick={save}>Save</button>
    </>
  );
}

const write = vi.fn<(items: unknown[]) => Promise<void>>();
const said: string[] = [];

function show(shot: () => HTMLCanvasElement = () => document.createElement('canvas')) {
  serve({});
  const element = document.createElement('div');
  const chart = {
    picture: () => ({ shot: shot(), panel: '#fff', text: '#000', element }),
  } as unknown as CandleChart;
  renderPage(<Buttons chart={chart} />);
  return userEvent.setup({ writeToClipboard: false });
}

beforeEach(async () => {
  await switchLanguage('en');
  said.length = 0;
  write.mockReset();
  vi.mocked(toast).mockReset();
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 800, 400));
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue({
    fillRect: () => undefined,
    drawImage: () => undefined,
    scale: () => undefined,
    translate: () => undefined,
    measureText: () => ({ width: 0 }),
    fillText: (text: string) => said.push(text),
  } as unknown as CanvasRenderingContext2D & ImageBitmapRenderingContext & WebGLRenderingContext);
  vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation((take) => take(new Blob(['picture'])));
  vi.spyOn(HTMLCanvasElement.prototype, 'toDataURL').mockReturnValue('data:image/png;base64,AA==');
  vi.stubGlobal(
    'ClipboardItem',
    class {
      constructor(readonly held: Record<string, Promise<Blob>>) {}
    },
  );
});

const clipboard = () =>
  Object.defineProperty(navigator, 'clipboard', { value: { write }, configurable: true });

it('puts the picture onto the clipboard and says so', async () => {
  const person = show();
  clipboard();
  write.mockImplementation(async ([item]) => {
    const blob = await (item as { held: Record<string, Promise<Blob>> }).held['image/png'];
    expect(blob?.size).toBeGreaterThan(0);
  });
  await person.click(screen.getByText('Copy'));
  await waitFor(() => expect(toast).toHaveBeenCalledExactlyOnceWith('The picture is on the clipboard.'));
  expect(said[0]).toBe('BTC-SIM · 1h · ETH-SIM');
});

it.each([
  ['is not allowed', () => write.mockRejectedValue(new DOMException('No.', 'NotAllowedError'))],
  [
    'is empty',
    () => {
      vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation((take) => take(null));
      write.mockImplementation(async ([item]) => {
        await (item as { held: Record<string, Promise<Blob>> }).held['image/png'];
      });
    },
  ],
])('says that it is not there when the picture %s', async (_, arrange) => {
  const person = show();
  clipboard();
  arrange();
  await person.click(screen.getByText('Copy'));
  await waitFor(() =>
    expect(toast).toHaveBeenCalledExactlyOnceWith(
      'The browser did not allow the picture onto the clipboard. Save it instead.',
      { tone: 'error' },
    ),
  );
});

it('hands the picture over under the name of what it shows, and says what went wrong', async () => {
  const names: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    names.push(this.download);
  });
  let fails = false;
  const person = show(() => {
    if (fails) throw new Error('There is no canvas.');
    return document.createElement('canvas');
  });
  await person.click(screen.getByText('Save'));
  await waitFor(() => expect(names).toEqual(['BTC-SIM 1h.png']));
  fails = true;
  await person.click(screen.getByText('Save'));
  await waitFor(() => expect(vi.mocked(toast).mock.calls.at(-1)?.[1]).toEqual({ tone: 'error' }));
  expect(names).toHaveLength(1);
});
