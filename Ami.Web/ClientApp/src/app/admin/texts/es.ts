import type { Translation } from '@/lib/i18n';
import type { en } from './en';

export const es: Translation<typeof en> = {
  back: 'Volver a AMI',
  pages: {
    overview: 'Resumen',
    users: 'Usuarios',
    roles: 'Roles',
    mails: 'Correo',
    subscriptions: 'Suscripciones',
    withdrawals: 'Retiros',
    deposits: 'Depósitos',
    invoices: 'Facturas',
    purchases: 'Compras',
    disputes: 'Disputas',
    revenue: 'Ingresos',
    reconciliation: 'Conciliación',
    paymentEvents: 'Eventos de pago',
    waitlist: 'Lista de espera',
    invitations: 'Invitaciones',
    affiliates: 'Afiliados',
    commissions: 'Comisiones',
    signals: 'Señales de fraude',
    announcements: 'Anuncios',
    feedback: 'Sugerencias',
    certificates: 'Certificados',
    ratings: 'Valoraciones',
    audit: 'Auditoría',
    flags: 'Funciones',
    deadLetters: 'Entregas fallidas',
    longJobs: 'Tareas de las personas',
    symbols: 'Símbolos y condiciones',
    import: 'Importar velas',
    jobs: 'Tareas automáticas',
    health: 'Estado del sistema',
    apiKeys: 'Claves de API',
  },
  impersonation: {
    banner:
      'Ves AMI como {{name}} ({{email}}) hasta las {{time}}. Lo que cambies queda registrado con tu nombre.',
    stop: 'Terminar',
    over: 'Se acabó el tiempo de ver AMI como otra persona.',
  },
  onHold: {
    title: 'Activa antes la verificación en dos pasos',
    lead: 'Esta instalación se lo pide a todas las personas que se ocupan de cuentas ajenas.',
    action: 'Ir a los ajustes de seguridad',
  },
  forbidden: {
    title: 'Tu cuenta no tiene acceso',
    lead: 'Estas páginas son para quienes administran AMI. Si deberías tener acceso, pídeselo a un administrador.',
  },
};
