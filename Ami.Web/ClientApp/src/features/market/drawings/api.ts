import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import type { Drawing, DrawingKind, DrawingStyle } from './kinds';

type DrawingView = components['schemas']['DrawingView'];

export type Stored = { drawing: Drawing; version: number };

export type Template = { id: string; kind: DrawingKind; name: string; style: DrawingStyle };

const styleOf = ({ color, width, dash, levels }: DrawingView['style']): DrawingStyle => ({
  color,
  width,
  dash,
  levels: levels ?? null,
});

export function storedOf(view: DrawingView): Stored {
  const { id, kind, isLocked, isHidden, version } = view;
  const points = view.points.map(({ t, price }) => ({ t, price }));
  const drawing = {
    id,
    kind,
    points,
    style: styleOf(view.style),
    text: view.text ?? null,
    isLocked,
    isHidden,
  };
  return { drawing, version };
}

const bodyOf = ({ kind, points, style, text, isLocked, isHidden }: Drawing) => ({
  kind,
  points: points.map(({ t, price }) => ({ t, price })),
  style: { ...style, levels: style.levels ? [...style.levels] : null },
  text,
  isLocked,
  isHidden,
});

/** The drawings of one symbol on the server. */
export function drawingsOf(symbol: string) {
  const at = (id: string) => ({ path: { symbol, id } });
  return {
    async list(): Promise<Stored[]> {
      const { items } = await unwrap(
        api.GET('/api/trading/drawings/{symbol}', { params: { path: { symbol } } }),
      );
      return items.map(storedOf);
    },
    /** @param version The version that was seen; 0 for a new one. */
    async put(drawing: Drawing, version: number): Promise<Stored> {
      const body = { ...bodyOf(drawing), version };
      return storedOf(
        await unwrap(api.PUT('/api/trading/drawings/{symbol}/{id}', { params: at(drawing.id), body })),
      );
    },
    /** @param version Only while it is still this one; null whatever it is. */
    async remove(id: string, version: number | null): Promise<void> {
      const params = { ...at(id), query: version === null ? {} : { version } };
      await unwrap(api.DELETE('/api/trading/drawings/{symbol}/{id}', { params }));
    },
  };
}

export type DrawingsRemote = ReturnType<typeof drawingsOf>;

export const templates = {
  async list(): Promise<Template[]> {
    const { items } = await unwrap(api.GET('/api/trading/drawing-templates'));
    return items.map(({ id, kind, name, style }) => ({ id, kind, name, style: styleOf(style) }));
  },
  async put({ id, kind, name, style }: Template): Promise<void> {
    const body = { kind, name, style: { ...style, levels: style.levels ? [...style.levels] : null } };
    await unwrap(api.PUT('/api/trading/drawing-templates/{id}', { params: { path: { id } }, body }));
  },
  async remove(id: string): Promise<void> {
    await unwrap(api.DELETE('/api/trading/drawing-templates/{id}', { params: { path: { id } } }));
  },
};
