import type { Translation } from '@/lib/i18n';

const en = {
  files: { unavailable: 'Files cannot be stored or read right now. Try again in a moment.' },
  image: {
    unsupported: 'Choose a picture in PNG, JPEG or WebP that does not move.',
    damaged: 'This picture is damaged or holds more than a picture. Choose another.',
    too_large: 'This picture is too large. Choose one of at most 2 MB.',
    too_many_pixels: 'This picture has too many pixels. Choose one of at most 4096 by 4096.',
  },
  identity: {
    avatar_not_found: 'There is no picture.',
    confirmation_differs: 'This is not the email address of your account.',
    export_running: 'Your data is already being downloaded. Wait until it has arrived.',
    last_admin: 'You are the only administrator. Make somebody else one before you leave.',
  },
  payments: {
    wallet_not_empty: 'There is money in your wallet. Take it out before you delete your account.',
    withdrawal_open:
      'A withdrawal is under way. Wait until it is paid, or cancel it, before you delete your account.',
  },
  affiliate: {
    commission_held:
      'Commissions of yours have still to be paid. Wait for them, or give them up, before you delete your account.',
  },
};

const es: Translation<typeof en> = {
  files: {
    unavailable: 'Ahora mismo no se pueden guardar ni leer archivos. Inténtalo de nuevo en un momento.',
  },
  image: {
    unsupported: 'Elige una imagen en PNG, JPEG o WebP que no se mueva.',
    damaged: 'Esta imagen está dañada o contiene algo más que una imagen. Elige otra.',
    too_large: 'Esta imagen pesa demasiado. Elige una de 2 MB como máximo.',
    too_many_pixels: 'Esta imagen tiene demasiados píxeles. Elige una de 4096 por 4096 como máximo.',
  },
  identity: {
    avatar_not_found: 'No hay ninguna foto.',
    confirmation_differs: 'Este no es el correo de tu cuenta.',
    export_running: 'Tus datos ya se están descargando. Espera a que lleguen.',
    last_admin: 'Eres la única persona que administra AMI. Nombra a alguien más antes de irte.',
  },
  payments: {
    wallet_not_empty: 'Hay dinero en tu billetera. Retíralo antes de eliminar tu cuenta.',
    withdrawal_open:
      'Hay un retiro en curso. Espera a que se pague, o cancélalo, antes de eliminar tu cuenta.',
  },
  affiliate: {
    commission_held: 'Faltan pagarte comisiones. Espéralas, o renuncia a ellas, antes de eliminar tu cuenta.',
  },
};

export const errors = { en, es };
