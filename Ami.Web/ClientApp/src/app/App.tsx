import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { lazy, Suspense, useSyncExternalStore } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-router';
import { queryClient } from '@/lib/api/query';
import { confirmation } from '@/lib/auth/confirmation';
import { router } from './router';
import { cssVariables, theme } from './theme/theme';

/** Toasts answer what people do, so they need not be there for the first paint. */
const Toaster = lazy(() => import('./shell/Toaster'));
const ConfirmDialog = lazy(() => import('@/features/identity/components/ConfirmDialog'));
const colorScheme = localStorageColorSchemeManager({ key: 'ami.theme' });

export function App() {
  const confirming = useSyncExternalStore(confirmation.subscribe, () => confirmation.isAsked);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorScheme}
      defaultColorScheme="auto"
      // It works out all variables in any case; a sheet of the default ones would only be downloaded twice.
      deduplicateCssVariables={false}
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <Suspense>
          <Toaster />
        </Suspense>
        <Suspense>{confirming && <ConfirmDialog />}</Suspense>
      </QueryClientProvider>
    </MantineProvider>
  );
}
