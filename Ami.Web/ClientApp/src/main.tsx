import './app/theme/mantine';
import './app/texts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { session } from '@/lib/auth/session';
import { App } from './app/App';
import { preloadFirstPage } from './app/firstPage';

preloadFirstPage();
void session.restore();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
