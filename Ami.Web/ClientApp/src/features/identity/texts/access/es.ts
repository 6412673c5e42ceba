import type { Translation } from '@/lib/i18n';
import type { en } from './en';

export const es: Translation<typeof en> = {
  backToSignIn: 'Volver a entrar',
  signIn: 'Entrar',
  newPassword: 'Contraseña nueva',
  newPasswordHint:
    'Al menos {{count}} caracteres. Unas cuantas palabras sin relación entre sí son fáciles de recordar.',
  currentPassword: 'Contraseña actual',
  cancel: 'Cancelar',
  checkSpam: 'Si no llega en unos minutos, mira en el correo no deseado.',
  forgot: {
    link: '¿Olvidaste tu contraseña?',
    title: '¿Olvidaste tu contraseña?',
    lead: 'Dinos tu correo y te enviamos un enlace para elegir una nueva.',
    submit: 'Enviar el enlace',
    sentTitle: 'Revisa tu correo',
    sent: 'Si hay una cuenta con {{email}}, ya va en camino un enlace para elegir una contraseña nueva. Sirve durante una hora.',
    again: 'Usar otro correo',
  },
  reset: {
    title: 'Elige una contraseña nueva',
    lead: 'Se cerrarán todas tus sesiones y entrarás con ella.',
    submit: 'Guardar la contraseña',
    doneTitle: 'Tu contraseña nueva está guardada',
    done: 'Se cerró tu sesión en todos los dispositivos. Entra ahora con ella.',
    ask: 'Pedir otro enlace',
  },
  link: {
    brokenTitle: 'Este enlace ya no sirve',
    broken:
      'Los enlaces sirven una sola vez y por un tiempo limitado, y a veces solo vale el más reciente. Puedes pedir otro.',
  },
  verify: {
    title: 'Confirma tu correo',
    working: 'Un momento, estamos confirmando tu correo…',
    doneTitle: 'Tu correo está confirmado',
    done: 'Entras con {{email}}, y ahí recibirás nuestros mensajes.',
    go: 'Ir a AMI',
    signInTitle: 'Entra para confirmar tu correo',
    signIn:
      'Por tu seguridad, solo quien ha entrado en la cuenta puede confirmar su correo. Después seguirá por sí solo.',
    failedHint: 'Si entraste con otra cuenta, sal primero y vuelve a abrir el enlace.',
    security: 'Ir a Seguridad',
  },
  restore: {
    title: 'Recupera tu cuenta',
    lead: 'Tu correo anterior volverá a ser el de tu cuenta, se cerrarán todas las sesiones y elegirás una contraseña nueva.',
    submit: 'Recuperar mi cuenta',
    doneLead: '{{email}} vuelve a ser tu correo. Ahora elige una contraseña nueva.',
  },
  finish: {
    title: 'Termina el registro',
    lead: 'Escribe la contraseña que elegiste al registrarte.',
    submit: 'Crear mi cuenta',
    broken: 'Los enlaces sirven una sola vez y durante un día. Regístrate de nuevo y te enviamos otro.',
    again: 'Registrarme de nuevo',
  },
  signUpSent: {
    title: 'Revisa tu correo',
    lead: 'Enviamos un mensaje a {{email}}. Abre su enlace para terminar; sirve durante un día.',
    other: 'Usar otro correo',
  },
  banner: {
    text: 'Confirma tu correo: enviamos un enlace a {{email}}.',
    again: 'Enviarlo de nuevo',
    sent: 'Te enviamos un enlace nuevo.',
  },
  email: {
    title: 'Correo electrónico',
    confirmed: 'Confirmado',
    unconfirmed: 'Sin confirmar',
    unconfirmedHint:
      'Abre el enlace que te enviamos. Sin confirmarlo no podrás volver a entrar si olvidas la contraseña.',
    change: 'Cambiar el correo',
    changeTitle: 'Cambia tu correo',
    changeLead: 'Enviamos un enlace al correo nuevo. El cambio se hace cuando lo abres.',
    newEmail: 'Correo nuevo',
    submit: 'Enviar el enlace',
    sent: 'Enviamos un enlace a {{email}}. Ábrelo en este navegador para hacer el cambio.',
    done: 'Listo',
  },
  password: {
    title: 'Contraseña',
    has: 'Al cambiarla se cierran tus demás sesiones.',
    none: 'Entras sin contraseña. Puedes poner una como otra forma de entrar.',
    change: 'Cambiar la contraseña',
    set: 'Poner una contraseña',
    changed: 'Tu contraseña cambió y se cerraron tus demás sesiones.',
    save: 'Guardar la contraseña',
  },
};
