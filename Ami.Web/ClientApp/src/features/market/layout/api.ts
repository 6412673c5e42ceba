import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type Layout = components['schemas']['LayoutView'];
export type LayoutWish = Pick<Layout, 'id' | 'version' | 'name' | 'isCurrent' | 'body'>;

export const remote = {
  list: async (): Promise<Layout[]> => (await unwrap(api.GET('/api/trading/layouts'))).items,
  put: ({ id, ...body }: LayoutWish): Promise<Layout> =>
    unwrap(api.PUT('/api/trading/layouts/{id}', { params: { path: { id } }, body })),
  remove: async (id: string): Promise<void> => {
    await unwrap(api.DELETE('/api/trading/layouts/{id}', { params: { path: { id }, query: {} } }));
  },
};

export type LayoutsRemote = typeof remote;
