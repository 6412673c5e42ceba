import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ApiError } from '@/lib/api/errors';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { ErrorState } from './states';
import './texts';

it('leads to the plans where a larger one is needed, and names it', async () => {
  await switchLanguage('es');
  const refusal = new ApiError(403, 'plan.upgrade_required', 'x', { details: { plan: 'basic' } });
  renderPage(<ErrorState error={refusal} onRetry={() => undefined} />);
  expect(screen.getByText(/necesita el plan Básico o uno mayor/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Ver planes' }).getAttribute('href')).toBe('/plans');
  expect(screen.queryByRole('button')).toBeNull();
});
