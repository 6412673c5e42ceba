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
};

export const errors = { en, es };
