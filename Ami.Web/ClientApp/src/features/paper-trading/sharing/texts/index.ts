import { addTexts } from '@/lib/i18n';
import { en } from './en';
import { es } from './es';

addTexts('paperSharing', { en, es });
addTexts('errors', {
  en: {
    share: {
      not_found: 'There is no such link. Look whether its address is complete.',
      ended: 'This link has ended: its time was over, or its owner ended it. Ask them for another one.',
      too_many_links: 'You have as many working links as there can be. End one first.',
      too_many_openings: 'Links were opened too often from here. Wait a moment.',
      title_invalid: 'The title is too long or has line breaks.',
      days_invalid: 'A link lasts between a day and a year.',
    },
  },
  es: {
    share: {
      not_found: 'No existe ese enlace. Mira si la dirección está completa.',
      ended: 'Este enlace terminó: se acabó su tiempo o quien lo compartía lo terminó. Pídele otro.',
      too_many_links: 'Tienes todos los enlaces que puede haber. Termina uno primero.',
      too_many_openings: 'Desde aquí se abrieron enlaces demasiadas veces. Espera un momento.',
      title_invalid: 'El título es muy largo o tiene saltos de línea.',
      days_invalid: 'Un enlace dura entre un día y un año.',
    },
  },
});
