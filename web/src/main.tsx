import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { App } from './app/app';
import { onReturnOfNetwork, resume } from './lib/apiAccounts';
import { watchConnection } from './lib/offline/watchConnection';
import { installServiceWorker } from './lib/serviceWorker';
import { session, wasSignedIn } from './lib/session';
import './styles.css';

if (wasSignedIn()) void resume();
else session.end(false);
watchConnection();
onReturnOfNetwork();
installServiceWorker();

const queries = new QueryClient({
  defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false } },
});

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <BrowserRouter>
        <App />
      </BrowserRouter>
    </QueryClientProvider>
  </StrictMode>,
);
