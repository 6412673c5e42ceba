import type { Translation } from '@/lib/i18n';
import type { en } from './en';

export const es: Translation<typeof en> = {
  title: 'Certificado de finalización',
  lead: 'Vale lo que dice esta página. Quien tiene su código puede mirar aquí, sin cuenta.',
  valid: 'Este certificado es válido.',
  revoked: 'Este certificado se revocó el {{date}} y ya no es válido.',
  reason: {
    misconduct: 'El trabajo no era de su titular.',
    mistake: 'Se emitió por error o decía algo equivocado.',
    requested: 'Lo pidió su titular.',
  },
  confirms: 'AMI certifica que',
  completed: 'completó todas las lecciones del curso',
  facts: {
    issued: 'Emitido el',
    lessons: 'Lecciones',
    length: 'Duración aproximada',
    exam: 'Examen final',
    code: 'Código',
  },
  contents: 'Lo que se completó',
  checking: {
    title: 'Cómo comprobar un papel o un archivo',
    paper:
      'Compara el nombre, el curso, la fecha y el código del papel con esta página. Un PDF se puede editar y no muestra si después se revocó: solo vale esta página. Mira si la dirección de tu navegador es la nuestra.',
    badge:
      'La insignia es un archivo con firma digital (Open Badges 3.0). La verifican programas de otros, que preguntan aquí si se revocó.',
    name: 'El nombre es el que dio su titular; AMI no comprueba documentos de identidad. Este certificado no es una licencia ni un título académico.',
  },
  files: {
    title: 'Llévatelo',
    pdf: 'PDF',
    picture: 'Imagen para compartir',
    badge: 'Insignia (JSON)',
    baked: 'Insignia (imagen)',
    print: 'Imprimir',
    linkedIn: 'Añadir a LinkedIn',
    link: 'Enlace a esta página',
    copy: 'Copiar',
    copied: 'Copiado',
  },
  unknown: 'Ese certificado no existe',
  unknownHint: 'Compara el código con el del certificado. Si su titular dejó AMI, ya no vale.',
  toCourse: 'Al curso',
  block: {
    title: 'Certificado',
    have: 'Lo completaste todo. Tu certificado lo puede comprobar quien tenga su enlace.',
    open: 'Ver tu certificado',
    get: 'Lo completaste todo. Obtén un certificado que otros pueden comprobar.',
    name: 'Tu nombre, como debe figurar en él',
    nameHint: 'Como en tus documentos, en letras latinas. Después no se puede cambiar.',
    preview: 'Dirá',
    submit: 'Obtener el certificado',
    withdrawn: 'Tu certificado de este curso se revocó porque el trabajo no era tuyo. No hay otro de él.',
    left_one: 'Haz una lección más para obtener un certificado de este curso.',
    left_other: 'Haz {{count}} lecciones más para obtener un certificado de este curso.',
  },
  mine: { title: 'Mis certificados', revoked: 'Revocado', issued: 'Emitido el {{date}}' },
};
