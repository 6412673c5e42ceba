import type { en as admin } from './app/admin/texts/en';
import type { en as landing } from './app/pages/landingTexts';
import type { en as palette } from './app/palette/texts/en';
import type { en as workspace } from './app/pages/symbol/texts/en';
import type { en as quota } from './app/quota/texts';
import type { en as app } from './app/texts/en';
import type { en as table } from './components/adminTable/texts/en';
import type { en as longJobs } from './components/longJobs/texts/en';
import type { en as roles } from './components/roles/texts/en';
import type { en as common } from './components/texts/en';
import type { en as adminMails } from './features/admin/mails/texts/en';
import type { en as adminLongJobs } from './features/admin/long-jobs/texts/en';
import type { en as adminMarket } from './features/admin/market/texts/en';
import type { en as adminSymbols } from './features/admin/market/texts/symbols.en';
import type { en as adminAudit } from './features/admin/audit/texts/en';
import type { en as adminCertificates } from './features/admin/certificates/texts/en';
import type { en as adminFlags } from './features/admin/flags/texts/en';
import type { en as adminPayments } from './features/admin/payments/texts/en';
import type { en as adminRoles } from './features/admin/roles/texts/en';
import type { en as adminSystem } from './features/admin/system/texts/en';
import type { en as adminApiKeys } from './features/admin/api-keys/texts/en';
import type { en as adminUsers } from './features/admin/users/texts/en';
import type { en as instruments } from './features/market/texts/instruments';
import type { en as access } from './features/identity/texts/access/en';
import type { en as providers } from './features/identity/providers/texts/en';
import type { en as identity } from './features/identity/texts/en';
import type { en as myData } from './features/identity/texts/my-data/en';
import type { en as security } from './features/identity/texts/security/en';
import type { en as myJobs } from './features/long-jobs/texts';
import type { en as alerts } from './features/market/alerts/texts/en';
import type { en as adjusted } from './features/market/adjusted/texts';
import type { en as compare } from './features/market/compare/texts';
import type { en as commands } from './features/market/commands/texts/en';
import type { en as drawings } from './features/market/drawings/texts/en';
import type { en as layout } from './features/market/layout/texts/en';
import type { en as rules } from './features/market/rules/texts/en';
import type { en as screener } from './features/market/screener/texts/en';
import type { en as market } from './features/market/texts/en';
import type { en as marketPaused } from './features/market/components/pausedTexts';
import type { en as paperHours } from './features/paper-trading/texts/hours';
import type { en as paperPaused } from './features/paper-trading/texts/paused';
import type { en as paperAccounts } from './features/paper-trading/texts/accounts';
import type { en as paperDays } from './features/paper-trading/texts/days';
import type { en as paperRisk } from './features/paper-trading/texts/risk';
import type { en as watchlist } from './features/market/watchlist/texts/en';
import type { en as notifications } from './features/notifications/texts/en';
import type { en as payments } from './features/payments/texts/en';
import type { en as wallet } from './features/wallet/texts/en';
import type { en as adminWallet } from './features/admin/wallet/texts/en';
import type { en as paperSharing } from './features/paper-trading/sharing/texts/en';
import type { en as indicators } from './features/market/indicators/texts';
import type { en as paperGate } from './features/paper-trading/graduation/texts';
import type { en as paperRules } from './features/paper-trading/rules/texts';
import type { en as paperStatement } from './features/paper-trading/statement/texts';
import type { en as paperFigures } from './features/paper-trading/texts/figures';
import type { en as paperOverview } from './features/paper-trading/texts/overview/en';
import type { en as paperMargin } from './features/paper-trading/texts/margin';
import type { en as chartLines } from './components/charts/lines/texts';
import type { en as paperChart } from './features/paper-trading/texts/chart';
import type { en as paperReview } from './features/paper-trading/texts/review';
import type { en as paperOrders } from './features/paper-trading/texts/orders';
import type { en as paperTrade } from './features/paper-trading/texts/trade';
import type { en as paperTerms } from './features/paper-trading/texts/terms';
import type { en as replay } from './features/paper-trading/replay/texts/en';
import type { en as paperStatistics } from './features/paper-trading/statistics/texts';
import type { en as paperTrading } from './features/paper-trading/texts/en';
import type { en as feedback } from './features/feedback/texts/en';
import type { en as joining } from './features/joining/texts/en';
import type { en as adminJoining } from './features/admin/joining/texts/en';
import type { en as affiliate } from './features/affiliate/texts/en';
import type { en as adminAffiliates } from './features/admin/affiliates/texts/en';
import type { en as privacy } from './features/privacy/texts/en';
import type { en as news } from './features/news/texts/en';
import type { en as adminAnnouncements } from './features/admin/announcements/texts/en';
import type { en as adminFeedback } from './features/admin/feedback/texts/en';
import type { en as certificates } from './features/learning/certificates/texts/en';
import type { en as learning } from './features/learning/texts/en';
import type { en as scene } from './features/learning/scene/texts/en';
import type { en as quiz } from './features/learning/quiz/texts/en';
import type { en as experience } from './features/learning/experience/texts/en';
import type { en as finding } from './features/learning/finding/texts/en';
import type { en as notes } from './features/learning/notes/texts/en';
import type { en as discussion } from './features/learning/discussion/texts/en';
import type { en as ratings } from './features/learning/ratings/texts/en';
import type { en as adminDiscussion } from './features/admin/discussion/texts/en';
import type { en as adminRatings } from './features/admin/ratings/texts/en';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app';
    resources: {
      access: typeof access;
      admin: typeof admin;
      adminLongJobs: typeof adminLongJobs;
      adminMails: typeof adminMails;
      adminMarket: typeof adminMarket;
      adminSymbols: typeof adminSymbols;
      importEvidence: Record<string, string>;
      adminAudit: typeof adminAudit;
      adminCertificates: typeof adminCertificates;
      adminFlags: typeof adminFlags;
      adminPayments: typeof adminPayments;
      adminWallet: typeof adminWallet;
      privacy: typeof privacy;
      wallet: typeof wallet;
      adminRoles: typeof adminRoles;
      adminSystem: typeof adminSystem;
      adminApiKeys: typeof adminApiKeys;
      adminUsers: typeof adminUsers;
      app: typeof app;
      common: typeof common;
      identity: typeof identity;
      longJobs: typeof longJobs;
      roles: typeof roles;
      adjusted: typeof adjusted;
      alerts: typeof alerts;
      chartLines: typeof chartLines;
      commands: typeof commands;
      compare: typeof compare;
      drawings: typeof drawings;
      layout: typeof layout;
      market: typeof market & typeof marketPaused;
      rules: typeof rules;
      scene: typeof scene;
      screener: typeof screener;
      watchlist: typeof watchlist;
      instruments: typeof instruments;
      myData: typeof myData;
      myJobs: typeof myJobs;
      notifications: typeof notifications;
      landing: typeof landing;
      palette: typeof palette;
      workspace: typeof workspace;
      payments: typeof payments;
      paperSharing: typeof paperSharing;
      indicators: typeof indicators;
      paperGate: typeof paperGate;
      paperRules: typeof paperRules;
      paperStatement: typeof paperStatement;
      paperTrading: typeof paperTrading &
        typeof paperOverview &
        typeof paperTerms &
        typeof paperReview &
        typeof paperOrders &
        typeof paperTrade &
        typeof paperFigures &
        typeof paperHours &
        typeof paperPaused &
        typeof paperDays &
        typeof paperAccounts &
        typeof paperRisk &
        typeof paperChart &
        typeof paperMargin;
      paperStatistics: typeof paperStatistics;
      replay: typeof replay;
      security: typeof security;
      quota: typeof quota;
      providers: typeof providers;
      table: typeof table;
      feedback: typeof feedback;
      news: typeof news;
      joining: typeof joining;
      adminJoining: typeof adminJoining;
      affiliate: typeof affiliate;
      adminAffiliates: typeof adminAffiliates;
      adminAnnouncements: typeof adminAnnouncements;
      adminFeedback: typeof adminFeedback;
      certificates: typeof certificates;
      learning: typeof learning;
      experience: typeof experience;
      finding: typeof finding;
      notes: typeof notes;
      discussion: typeof discussion;
      ratings: typeof ratings;
      adminDiscussion: typeof adminDiscussion;
      adminRatings: typeof adminRatings;
      quiz: typeof quiz;
      errors: Record<string, string>;
    };
  }
}
