import type { Translation } from '@/lib/i18n';
import type { en } from './en';

export const es: Translation<typeof en> = {
  or: 'o',
  continue: 'Continuar con {{provider}}',
  finishing: 'Entrando…',
  methods: {
    title: 'Otras formas de entrar',
    lead: 'Vincula una cuenta que ya tengas y podrás entrar también con ella.',
    linked: 'Vinculada como {{email}}',
    linkedWithout: 'Vinculada',
    since: 'desde el {{date}}',
    used: 'último uso: {{date}}',
    neverUsed: 'sin usar todavía',
    notLinked: 'Sin vincular',
    link: 'Vincular {{provider}}',
    unlink: 'Desvincular {{provider}}',
    unlinkTitle: '¿Desvincular {{provider}}?',
    unlinkLead: 'Ya no podrás entrar con esa cuenta. La tuya de AMI y todo lo que contiene siguen igual.',
    cancel: 'Cancelar',
    nowLinked: 'Vinculaste {{provider}}.',
    nowUnlinked: 'Desvinculaste {{provider}}.',
  },
  confirm: {
    lead: 'Irás allí un momento y volverás aquí. Después, hazlo de nuevo.',
    with: 'Confirmar con {{provider}}',
  },
};
