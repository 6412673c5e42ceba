import { addTexts, type Translation } from '@/lib/i18n';

export const en = {
  pausedReverse:
    'Trading of {{symbol}} is paused: nothing new is opened for now, and reversing would open the other side. You can close the position.',
  paused:
    'Trading of {{symbol}} is paused: nothing new is opened for now. You can close what you hold or make it smaller, without a target or stop on the order, and beside working orders with “Reduce only”; those stay and can be cancelled.',
} as const;

export const es: Translation<typeof en> = {
  pausedReverse:
    'La operativa de {{symbol}} está en pausa: por ahora no se abre nada nuevo, e invertir abriría el lado contrario. Puedes cerrar la posición.',
  paused:
    'La operativa de {{symbol}} está en pausa: por ahora no se abre nada nuevo. Puedes cerrar lo que tienes o reducirlo, sin objetivo ni stop en la orden y, si hay órdenes activas, con «Solo reducir»; esas siguen y se pueden cancelar.',
};

addTexts('paperTrading', { en, es });
