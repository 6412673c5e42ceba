import type { Translation } from '@/lib/i18n';
import type { en } from './en';

export const es: Translation<typeof en> = {
  title: 'Certificados',
  lead: 'Qué certificados hay y de quién son. Revocar uno es definitivo y lo ven enseguida quienes tienen su código y los programas que verifican su insignia.',
  search: 'Nombre, curso o código',
  empty: 'No hay certificados',
  emptyHint: 'Llegan con quienes completan un curso.',
  column: {
    holder: 'Nombre que figura',
    course: 'Curso',
    code: 'Código',
    status: 'Estado',
    issuedAt: 'Emitido',
    revokedAt: 'Revocado',
    account: 'Cuenta',
    note: 'Nota',
  },
  valid: 'Válido',
  revoked: 'Revocado',
  page: 'Su página',
  account: 'Cuenta de su titular',
  reason: {
    label: 'Motivo, que lee quien tiene el código',
    requested: 'Lo pidió su titular',
    mistake: 'Se emitió por error o dice algo equivocado',
    misconduct: 'El trabajo no era de su titular',
  },
  revoke: {
    open: 'Revocar',
    title: 'Revocar el certificado de {{holder}}',
    lead: 'No se puede deshacer. Su titular puede obtener otro, salvo que el trabajo no fuera suyo.',
    note: 'Nota para el equipo',
    noteHint: 'No es pública; su titular la encuentra cuando pide sus datos.',
    submit: 'Revocar definitivamente',
    done: 'El certificado está revocado.',
  },
  misconduct: {
    open: 'Cambiar el motivo a conducta indebida',
    title: 'Conducta indebida: el certificado de {{holder}}',
    lead: 'No se puede deshacer. Quien tiene el código lee el nuevo motivo, y su titular no obtiene otro certificado del curso.',
    submit: 'Cambiar definitivamente',
    done: 'El motivo está cambiado.',
  },
};
