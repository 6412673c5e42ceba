import type { Translation } from '@/lib/i18n';
import type { en } from './en';

export const es: Translation<typeof en> = {
  title: 'Correo',
  lead: 'Todos los correos de los últimos 90 días y qué fue de ellos.',
  search: 'Dirección o asunto',
  empty: 'Todavía no se envió ningún correo',
  column: {
    subject: 'Asunto',
    address: 'Para',
    kind: 'Tipo',
    language: 'Idioma',
    state: 'Estado',
    attempts: 'Intentos',
    createdAt: 'Escrito',
    sentAt: 'Enviado',
    dueAt: 'Próximo intento',
    lastError: 'Último problema',
    userId: 'Cuenta',
  },
  state: { queued: 'En espera', sent: 'Enviado', failed: 'Fallido' },
  language: { es: 'Español', en: 'Inglés' },
  back: 'Todo el correo',
  facts: 'Qué fue de él',
  retry: 'Enviar de nuevo',
  retried: 'Está otra vez en la cola.',
  content: {
    title: 'Contenido',
    page: 'Página',
    text: 'Texto',
    frame: 'El correo como página',
    adminOnly: 'Solo los administradores pueden leer correos: llevan enlaces que abren cuentas.',
    notKept: 'El contenido de este correo no se guarda',
    notKeptHint:
      'Aquí solo se pueden leer los correos de una carpeta local. Lo que va a un servidor de correo no se guarda en ninguna parte.',
    audited: 'La lectura queda en el registro de auditoría.',
    read: 'Leer el correo',
  },
};
