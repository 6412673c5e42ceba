import { createBrowserRouter, type RouteObject } from 'react-router';
import { CrashPage } from './pages/CrashPage';
import { IndexPage } from './pages/IndexPage';
import { NotFoundPage } from './pages/NotFoundPage';
import { GuestOnly } from './session/GuestOnly';
import { ModuleRoute } from './session/ModuleRoute';
import { RequireSession } from './session/RequireSession';
import { Splash } from './session/Splash';
import { Frame } from './shell/Frame';

const adminRoute = 'admin';

/** Every page is its own chunk, fetched when someone goes there. */
const routes: RouteObject[] = [
  {
    element: <Frame />,
    hydrateFallbackElement: <Splash />,
    errorElement: <CrashPage />,
    children: [
      {
        errorElement: <CrashPage />,
        children: [
          { index: true, element: <IndexPage /> },
          {
            element: <GuestOnly />,
            children: [
              { path: 'sign-in', lazy: () => import('@/features/identity/routes/SignInPage') },
              { path: 'sign-in/done', lazy: () => import('@/features/identity/routes/SignInDonePage') },
              { path: 'sign-up', lazy: () => import('./pages/SignUpGate') },
              { path: 'waitlist', lazy: () => import('@/features/joining/routes/WaitlistPage') },
            ],
          },
          { path: 'forgot-password', lazy: () => import('@/features/identity/routes/ForgotPasswordPage') },
          { path: 'reset-password', lazy: () => import('@/features/identity/routes/ResetPasswordPage') },
          { path: 'verify-email', lazy: () => import('@/features/identity/routes/VerifyEmailPage') },
          { path: 'restore-email', lazy: () => import('@/features/identity/routes/RestoreEmailPage') },
          { path: 'finish-sign-up', lazy: () => import('@/features/identity/routes/FinishSignUpPage') },
          {
            element: <RequireSession />,
            children: [
              {
                element: <ModuleRoute flag="module.market" />,
                children: [
                  { path: 'markets', lazy: () => import('@/features/market/routes/MarketsPage') },
                  { path: 'markets/screener', lazy: () => import('@/features/market/routes/ScreenerPage') },
                  { path: 'markets/:symbol', lazy: () => import('./pages/symbol/SymbolPage') },
                ],
              },
              {
                element: <ModuleRoute flag="module.paper-trading" />,
                children: [{ path: 'trade', lazy: () => import('./pages/TradePage') }],
              },
              {
                element: <ModuleRoute flag="module.learning" />,
                children: [
                  { path: 'practice', lazy: () => import('@/features/learning/routes/PracticePage') },
                  { path: 'progress', lazy: () => import('@/features/learning/experience/ProgressPage') },
                  {
                    path: 'leaderboard',
                    lazy: () => import('@/features/learning/experience/LeaderboardPage'),
                  },
                  { path: 'notes', lazy: () => import('@/features/learning/routes/NotesPage') },
                ],
              },
              {
                element: <ModuleRoute flag="module.growth" />,
                children: [
                  { path: 'news', lazy: () => import('@/features/news/routes/NewsPage') },
                  { path: 'feedback', lazy: () => import('@/features/feedback/routes/FeedbackPage') },
                  { path: 'feedback/:id', lazy: () => import('@/features/feedback/routes/IdeaPage') },
                ],
              },
              {
                element: <ModuleRoute flag="module.payments" />,
                children: [{ path: 'wallet', lazy: () => import('@/features/wallet/routes/WalletPage') }],
              },
              {
                path: 'account',
                lazy: () => import('./pages/AccountLayout'),
                children: [
                  { index: true, lazy: () => import('@/features/identity/routes/ProfilePage') },
                  { path: 'security', lazy: () => import('@/features/identity/routes/SecurityPage') },
                  {
                    element: <ModuleRoute flag="module.payments" />,
                    children: [
                      { path: 'plan', lazy: () => import('@/features/payments/routes/MyPlanPage') },
                      { path: 'invoices', lazy: () => import('@/features/payments/routes/InvoicesPage') },
                      { path: 'purchases', lazy: () => import('@/features/payments/routes/PurchasesPage') },
                    ],
                  },
                  { path: 'jobs', lazy: () => import('@/features/long-jobs/routes/MyJobsPage') },
                  { path: 'data', lazy: () => import('@/features/identity/routes/DataPage') },
                  {
                    element: <ModuleRoute flag="module.growth" />,
                    children: [
                      {
                        path: 'invitations',
                        lazy: () => import('@/features/joining/routes/InvitationsPage'),
                      },
                      {
                        path: 'affiliate',
                        lazy: () => import('@/features/affiliate/routes/AffiliatePage'),
                      },
                    ],
                  },
                  {
                    element: <ModuleRoute flag="module.notifications" />,
                    children: [
                      {
                        path: 'notifications',
                        lazy: () => import('@/features/notifications/routes/NotificationsPage'),
                      },
                    ],
                  },
                ],
              },
              {
                id: adminRoute,
                path: 'admin',
                lazy: () => import('./admin/AdminGate'),
                children: [{ index: true, lazy: () => import('./admin/AdminIndex') }],
              },
            ],
          },
          {
            element: <ModuleRoute flag="module.payments" />,
            children: [{ path: 'plans', lazy: () => import('@/features/payments/routes/PlansPage') }],
          },
          {
            element: <ModuleRoute flag="module.learning" />,
            children: [
              { path: 'courses', lazy: () => import('@/features/learning/routes/CoursesPage') },
              { path: 'courses/:slug', lazy: () => import('@/features/learning/routes/CoursePage') },
              {
                path: 'certificates/:code',
                lazy: () => import('@/features/learning/certificates/CertificatePage'),
              },
              { path: 'experience', lazy: () => import('@/features/learning/experience/RulesPage') },
              { path: 'courses/:slug/:lesson', lazy: () => import('@/features/learning/routes/LessonPage') },
            ],
          },
          {
            path: 's/paper-performance/:token',
            lazy: () => import('@/features/paper-trading/routes/SharedPerformancePage'),
          },
          { path: 'privacy', lazy: () => import('@/features/privacy/routes/PrivacyPage') },
          { path: 'changelog', lazy: () => import('@/features/news/routes/ChangelogPage') },
          { path: 'goodbye', lazy: () => import('@/features/identity/routes/GoodbyePage') },
          { path: 'unsubscribe', lazy: () => import('@/features/notifications/routes/UnsubscribePage') },
          { path: '*', Component: NotFoundPage },
        ],
      },
    ],
  },
];

/** Most people never see the admin area: what it consists of is fetched when somebody goes there. */
export const router = createBrowserRouter(routes, {
  async patchRoutesOnNavigation({ path, patch }) {
    if (path.startsWith('/admin/')) patch(adminRoute, (await import('./admin/routes')).adminRoutes);
  },
});
