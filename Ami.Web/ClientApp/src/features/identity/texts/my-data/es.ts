import type { Translation } from '@/lib/i18n';
import type { en } from './en';

export const es: Translation<typeof en> = {
  picture: {
    title: 'Foto',
    lead: 'Se ve en tu menú y, para los demás, junto a tu nombre.',
    choose: 'Elegir una foto',
    another: 'Elegir otra',
    remove: 'Quitar',
    use: 'Usar esta foto',
    cancel: 'Cancelar',
    preview: 'Vista previa de tu foto',
    yours: 'Tu foto',
    saved: 'Tu foto está guardada.',
    removed: 'Tu foto se ha quitado.',
    unreadable:
      'Este archivo no es una imagen que tu navegador pueda abrir. Elige una foto en PNG, JPEG o WebP.',
  },
  export: {
    title: 'Tus datos',
    lead: 'Descarga todo lo que AMI guarda sobre ti, en un archivo zip con un archivo JSON por cada tipo de dato:',
    account: 'tu cuenta, su foto, las sesiones y los dispositivos',
    trading: 'tus cuentas de práctica con todas las órdenes, ejecuciones y resultados',
    learning: 'tus cursos, con lo que avanzaste, tus intentos, notas y valoraciones',
    payments: 'tus pagos, compras, suscripciones y billetera',
    messages: 'lo que te hemos enviado y lo que elegiste recibir',
    activity: 'el registro de lo que se hizo con tu cuenta',
    note: 'Nunca incluye tu contraseña ni otras claves. Guarda el archivo en un lugar seguro.',
    privacy: 'Qué guardamos, cuánto tiempo y para qué',
    download: 'Descargar mis datos',
    receiving: 'Recibiendo… {{kilobytes}} KB',
    done: 'Tus datos se han descargado.',
  },
  deletion: {
    title: 'Eliminar tu cuenta',
    lead: 'Se borra todo: tu perfil y tu foto, tus cuentas de práctica y su historial, tu progreso y tus notas, tus mensajes y tus ajustes.',
    grace:
      'Se cierran enseguida todas tus sesiones. Durante 14 días puedes cambiar de idea volviendo a entrar; después, nadie podrá recuperar nada.',
    kept: 'Quedan un registro de seguridad sin tu nombre, dirección ni dispositivo, apuntes contables que no nombran a nadie, y las facturas, porque la ley obliga. La página de privacidad dice cuánto tiempo.',
    open: 'Eliminar mi cuenta…',
    inTheWay: {
      title: 'Antes hay que resolver esto',
      wallet:
        'Tienes {{amount}} en tu billetera. Retíralo primero; con el dinero de práctica no hay que hacer nada, se borra.',
      withdrawal: 'Hay un retiro de {{amount}} en curso. Espera a que se pague o cancélalo.',
      commission: 'Faltan pagarte {{amount}} de comisiones. Espéralas o renuncia a ellas al confirmar.',
      other: 'Antes hay que resolver algo tuyo ({{code}}).',
      toWallet: 'Ir a la billetera',
      toCommissions: 'Ver mis comisiones',
      giveUp: 'Renuncio a {{amount}} de comisiones y a las que lleguen hasta entonces',
    },
    dialog: '¿Eliminar tu cuenta?',
    dialogLead: 'Escribe tu correo, {{email}}, para confirmarlo. Tienes 14 días para volver.',
    confirm: 'Tu correo electrónico',
    submit: 'Eliminar mi cuenta',
  },
  goodbye: {
    title: 'Tu cuenta se eliminará',
    lead: 'El {{date}} borraremos todo lo que guardamos sobre ti. También te hemos enviado un correo.',
    change: 'Si cambias de idea, entra antes de ese día y todo seguirá como estaba.',
    keep: 'Entrar y conservar mi cuenta',
    home: 'Ir a la página de inicio',
  },
};
