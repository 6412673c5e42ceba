import type { en as admin } from './app/admin/texts/en';
import type { en as landing } from './app/pages/landingTexts';
import type { en as palette } from './app/palette/texts/en';
import type { en as quota } from './app/quota/texts';
import type { en as app } from './app/texts/en';
import type { en as table } from './components/adminTable/texts/en';
import type { en as longJobs } from './components/longJobs/texts/en';
import type { en as roles } from './components/roles/texts/en';
import type { en as common } from './components/texts/en';
import type { en as adminMails } from './features/admin/mails/texts/en';
import type { en as adminLongJobs } from './features/admin/long-jobs/texts/en';
import type { en as adminMarket } from './features/admin/market/texts/en';
import type { en as adminAudit } from './features/admin/audit/texts/en';
import type { en as adminFlags } from './features/admin/flags/texts/en';
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
import type { en as market } from './features/market/texts/en';
import type { en as notifications } from './features/notifications/texts/en';
import type { en as paperSharing } from './features/paper-trading/sharing/texts/en';
import type { en as paperStatement } from './features/paper-trading/statement/texts';
import type { en as paperTrading } from './features/paper-trading/texts/en';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app';
    resources: {
      access: typeof access;
      admin: typeof admin;
      adminLongJobs: typeof adminLongJobs;
      adminMails: typeof adminMails;
      adminMarket: typeof adminMarket;
      adminAudit: typeof adminAudit;
      adminFlags: typeof adminFlags;
      adminRoles: typeof adminRoles;
      adminSystem: typeof adminSystem;
      adminApiKeys: typeof adminApiKeys;
      adminUsers: typeof adminUsers;
      app: typeof app;
      common: typeof common;
      identity: typeof identity;
      longJobs: typeof longJobs;
      roles: typeof roles;
      market: typeof market;
      instruments: typeof instruments;
      myData: typeof myData;
      myJobs: typeof myJobs;
      notifications: typeof notifications;
      landing: typeof landing;
      palette: typeof palette;
      paperSharing: typeof paperSharing;
      paperStatement: typeof paperStatement;
      paperTrading: typeof paperTrading;
      security: typeof security;
      quota: typeof quota;
      providers: typeof providers;
      table: typeof table;
      errors: Record<string, string>;
    };
  }
}
