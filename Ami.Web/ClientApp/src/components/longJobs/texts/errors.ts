import type { Translation } from '@/lib/i18n';

const en = {
  long_job: {
    failed: 'Something went wrong on our side. Start it again, and tell us if it fails again.',
    interrupted: 'It was cut off before it was done, because its process ended. Start it again.',
    no_file: 'This task has made no file.',
    not_found: 'There is no such task.',
    too_many:
      'You have as many of these waiting and running as are possible. Wait for one to end, or cancel one.',
    too_many_today: 'You have started as many of these as are possible in 24 hours.',
  },
};

const es: Translation<typeof en> = {
  long_job: {
    failed: 'Algo falló de nuestro lado. Iníciala de nuevo y avísanos si vuelve a fallar.',
    interrupted: 'Se cortó antes de terminar porque su proceso acabó. Iníciala de nuevo.',
    no_file: 'Esta tarea no creó ningún archivo.',
    not_found: 'Esa tarea no existe.',
    too_many:
      'Ya tienes en espera y en curso tantas como es posible. Espera a que termine una, o cancela una.',
    too_many_today: 'Ya iniciaste tantas como es posible en 24 horas.',
  },
};

export const errors = { en, es };
