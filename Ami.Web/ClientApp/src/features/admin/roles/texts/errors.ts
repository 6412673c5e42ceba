import type { Translation } from '@/lib/i18n';

const en = {
  role: {
    unknown: 'There is no such role any more.',
    changed: 'Somebody has changed this role meanwhile. Close this, look at it again, and decide anew.',
    built_in: 'This role belongs to the system and cannot be deleted.',
    too_many: 'There are too many roles. Delete one that nobody needs.',
    name_wrong: 'Choose a name of 2 to 40 characters.',
    name_taken: 'Another role is called like this.',
    description_wrong: 'Use one line of at most 200 characters.',
    source_unknown: 'The role to start from does not exist any more.',
    permission_unknown: 'One of the permissions does not exist any more. Reload the page.',
    permission_fixed: 'One of the permissions cannot be decided for this role.',
    held: 'Meanwhile another number of people have this role. Close this and look at it again.',
  },
};

const es: Translation<typeof en> = {
  role: {
    unknown: 'Ese rol ya no existe.',
    changed: 'Alguien cambió este rol entretanto. Cierra esto, vuelve a mirarlo y decide de nuevo.',
    built_in: 'Este rol es del sistema y no se puede borrar.',
    too_many: 'Hay demasiados roles. Borra uno que nadie necesite.',
    name_wrong: 'Elige un nombre de 2 a 40 caracteres.',
    name_taken: 'Otro rol se llama así.',
    description_wrong: 'Usa una línea de 200 caracteres como máximo.',
    source_unknown: 'El rol del que partir ya no existe.',
    permission_unknown: 'Uno de los permisos ya no existe. Recarga la página.',
    permission_fixed: 'Uno de los permisos no se puede decidir para este rol.',
    held: 'Entretanto otro número de personas tiene este rol. Cierra esto y vuelve a mirarlo.',
  },
};

export const errors = { en, es };
