import type { RouteObject } from 'react-router';

/** The pages below `/admin`. */
export const adminRoutes: RouteObject[] = [
  { path: 'mails', lazy: () => import('@/features/admin/mails/routes/MailsPage') },
  { path: 'mails/:id', lazy: () => import('@/features/admin/mails/routes/MailPage') },
  {
    path: 'payments/subscriptions',
    lazy: () => import('@/features/admin/payments/routes/SubscriptionsPage'),
  },
  {
    path: 'payments/events',
    lazy: () => import('@/features/admin/payments/routes/PaymentEventsPage'),
  },
  { path: 'payments/withdrawals', lazy: () => import('@/features/admin/wallet/routes/WithdrawalsPage') },
  { path: 'payments/deposits', lazy: () => import('@/features/admin/wallet/routes/DepositsPage') },
  { path: 'payments/invoices', lazy: () => import('@/features/admin/payments/routes/InvoicesPage') },
  { path: 'payments/purchases', lazy: () => import('@/features/admin/payments/routes/PurchasesPage') },
  {
    path: 'payments/reconciliation',
    lazy: () => import('@/features/admin/payments/routes/ReconciliationPage'),
  },
  { path: 'payments/revenue', lazy: () => import('@/features/admin/payments/routes/RevenuePage') },
  { path: 'payments/disputes', lazy: () => import('@/features/admin/payments/routes/DisputesPage') },
  { path: 'overview', lazy: () => import('@/features/admin/system/routes/OverviewPage') },
  { path: 'users', lazy: () => import('@/features/admin/users/routes/UsersPage') },
  { path: 'roles', lazy: () => import('@/features/admin/roles/routes/RolesPage') },
  {
    path: 'announcements',
    lazy: () => import('@/features/admin/announcements/routes/AnnouncementsPage'),
  },
  { path: 'waitlist', lazy: () => import('@/features/admin/joining/routes/WaitlistRowsPage') },
  { path: 'invitations', lazy: () => import('@/features/admin/joining/routes/InvitationRowsPage') },
  { path: 'affiliates', lazy: () => import('@/features/admin/affiliates/routes/AffiliateRowsPage') },
  { path: 'commissions', lazy: () => import('@/features/admin/affiliates/routes/CommissionRowsPage') },
  { path: 'affiliate-signals', lazy: () => import('@/features/admin/affiliates/routes/SignalRowsPage') },
  {
    path: 'certificates',
    lazy: () => import('@/features/admin/certificates/routes/CertificateRowsPage'),
  },
  { path: 'ratings', lazy: () => import('@/features/admin/ratings/routes/RatingRowsPage') },
  { path: 'feedback', lazy: () => import('@/features/admin/feedback/routes/FeedbackRowsPage') },
  { path: 'audit', lazy: () => import('@/features/admin/audit/routes/AuditPage') },
  { path: 'flags', lazy: () => import('@/features/admin/flags/routes/FlagsPage') },
  {
    path: 'dead-letters',
    lazy: () => import('@/features/admin/system/routes/DeadLettersPage'),
  },
  { path: 'jobs', lazy: () => import('@/features/admin/system/routes/JobsPage') },
  { path: 'jobs/:name', lazy: () => import('@/features/admin/system/routes/JobPage') },
  { path: 'long-jobs', lazy: () => import('@/features/admin/long-jobs/routes/LongJobsPage') },
  { path: 'market/symbols', lazy: () => import('@/features/admin/market/routes/SymbolsPage') },
  { path: 'market/symbols/:symbol', lazy: () => import('@/features/admin/market/routes/SymbolPage') },
  { path: 'market/calendars', lazy: () => import('@/features/admin/market/routes/CalendarsPage') },
  { path: 'market/import', lazy: () => import('@/features/admin/market/routes/ImportPage') },
  { path: 'health', lazy: () => import('@/features/admin/system/routes/HealthPage') },
  { path: 'users/:id', lazy: () => import('@/features/admin/users/routes/UserPage') },
  { path: 'api-keys', lazy: () => import('@/features/admin/api-keys/routes/ApiKeysPage') },
];
