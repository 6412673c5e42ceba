import { addTexts, type Translation } from '@/lib/i18n';

export const en = {
  title: 'Your tasks',
  empty: 'Nothing is running',
  emptyHint:
    'What takes longer than a moment, such as an import or an export, is shown here while it runs and afterwards.',
} as const;

const es: Translation<typeof en> = {
  title: 'Tus tareas',
  empty: 'No hay nada en curso',
  emptyHint:
    'Lo que tarda más de un momento, como una importación o una exportación, se muestra aquí mientras dura y después.',
};

addTexts('myJobs', { en, es });
