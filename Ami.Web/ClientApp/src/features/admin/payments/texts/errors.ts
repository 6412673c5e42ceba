import type { Translation } from '@/lib/i18n';

const en = { payments: { event_unknown: 'There is no such event any more.' } };

const es: Translation<typeof en> = { payments: { event_unknown: 'Este evento ya no existe.' } };

export const errors = { en, es };
