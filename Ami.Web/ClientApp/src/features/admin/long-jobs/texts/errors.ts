import type { Translation } from '@/lib/i18n';

const en = { admin: { job_unknown: 'There is no such task.' } };

const es: Translation<typeof en> = { admin: { job_unknown: 'Esa tarea no existe.' } };

export const errors = { en, es };
