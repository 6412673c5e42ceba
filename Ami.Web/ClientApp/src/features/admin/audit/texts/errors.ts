import type { Translation } from '@/lib/i18n';

const en = {
  audit: {
    verification_running: 'The audit log is being verified already. Wait for its result.',
    retention_out_of_range: 'That is outside of what is allowed.',
  },
};

const es: Translation<typeof en> = {
  audit: {
    verification_running: 'El registro de auditoría ya se está verificando. Espera el resultado.',
    retention_out_of_range: 'Está fuera de lo permitido.',
  },
};

export const errors = { en, es };
