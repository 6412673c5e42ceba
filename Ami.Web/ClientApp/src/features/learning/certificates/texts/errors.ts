import type { Translation } from '@/lib/i18n';

const en = {
  learning: {
    certificate_unknown: 'There is no such certificate. Compare the code with the one on the certificate.',
    holder_invalid:
      'Enter your name as on your documents, in Latin letters: 2 to 80 of them, with blanks, apostrophes, hyphens and points.',
    certificate_exists:
      'You have a certificate of this course already, in another name. Ask us to revoke it first.',
    certificate_withdrawn:
      'Your certificate of this course was revoked because the work was not your own. There is no other one of it.',
    certificate_revoked: 'This certificate was revoked. Its page says when and why.',
    certificate_too_many_looks: 'Certificates were looked up too often from here. Wait a moment.',
    course_not_done: 'Finish every lesson of the course first.',
    status_list_unknown: 'There is no such status list.',
  },
};

const es: Translation<typeof en> = {
  learning: {
    certificate_unknown: 'Ese certificado no existe. Compara el código con el del certificado.',
    holder_invalid:
      'Escribe tu nombre como en tus documentos, en letras latinas: de 2 a 80, con espacios, apóstrofos, guiones y puntos.',
    certificate_exists:
      'Ya tienes un certificado de este curso, con otro nombre. Pídenos antes que lo revoquemos.',
    certificate_withdrawn:
      'Tu certificado de este curso se revocó porque el trabajo no era tuyo. No hay otro de él.',
    certificate_revoked: 'Este certificado se revocó. Su página dice cuándo y por qué.',
    certificate_too_many_looks: 'Desde aquí se buscaron demasiados certificados. Espera un momento.',
    course_not_done: 'Termina antes todas las lecciones del curso.',
    status_list_unknown: 'Esa lista de estados no existe.',
  },
};

export const errors = { en, es };
