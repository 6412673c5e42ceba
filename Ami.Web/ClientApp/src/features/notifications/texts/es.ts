import type { Translation } from '@/lib/i18n';
import type { en } from './en';

export const es: Translation<typeof en> = {
  title: 'Avisos',
  open: 'Avisos',
  openUnread_one: 'Avisos, {{count}} sin leer',
  openUnread_other: 'Avisos, {{count}} sin leer',
  many: '99+',
  empty: 'Nada nuevo',
  emptyHint: 'Aquí te contamos lo que ocurre en tu cuenta.',
  unread: 'Sin leer',
  markRead: 'Marcar como leído: {{title}}',
  markAllRead: 'Marcar todo como leído',
  choose: 'Elegir avisos',
  preferences: {
    title: 'De qué te avisamos',
    lead: 'Solo enviamos correos a una dirección que hayas confirmado.',
    kind: 'Sobre',
    inApp: 'En AMI',
    email: 'Por correo',
    label: '{{kind}}: {{channel}}',
    empty: 'Todavía no hay nada que elegir.',
    alwaysTitle: 'Siempre se envían',
    always: 'Son sobre tu cuenta, tu seguridad y tu dinero, y por eso no se pueden desactivar.',
  },
  unsubscribe: {
    title: '¿Dejar de recibir estos correos?',
    lead: 'No recibirás más correos del tipo «{{kind}}». Los avisos dentro de AMI siguen igual.',
    confirm: 'Dejar de recibirlos',
    doneTitle: 'Ya no recibirás estos correos',
    done: 'Los correos del tipo «{{kind}}» están desactivados.',
    undo: 'Volver a recibirlos',
    undoneTitle: 'Volverás a recibir estos correos',
    undone: 'Los correos del tipo «{{kind}}» están activados.',
    invalidTitle: 'Este enlace no funciona',
    toAccount: 'Elegir todos los avisos en tu cuenta',
  },
};
