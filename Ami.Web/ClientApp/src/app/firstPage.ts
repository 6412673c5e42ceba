import { lazy } from 'react';
import { session } from '@/lib/auth/session';

const shell = () => import('./shell/Shell');
const home = () => import('./pages/HomePage');
const publicFrame = () => import('./shell/PublicFrame');
const landing = () => import('./pages/LandingPage');

// Visitors do not download what only signed-in people see, and the other way round.
export const Shell = lazy(shell);
export const HomePage = lazy(home);
export const PublicFrame = lazy(publicFrame);
export const LandingPage = lazy(landing);

/** Starts the downloads that are surely needed while the session is still being restored, instead of one after the other. */
export function preloadFirstPage() {
  const loads = session.mayBeSignedIn ? [shell] : [publicFrame];
  if (globalThis.location.pathname === '/') loads.push(session.mayBeSignedIn ? home : landing);
  // A failed download shows when the page is rendered; here it is only early.
  for (const load of loads) load().catch(() => undefined);
}
