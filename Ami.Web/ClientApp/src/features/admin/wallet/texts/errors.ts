import type { Translation } from '@/lib/i18n';

const en = {
  wallet: {
    deposit_unknown: 'There is no such deposit, or it was never paid.',
    deposit_differs: 'What was paid is not what the deposit asked for; nothing was credited.',
    withdrawal_unknown: 'There is no such withdrawal.',
    withdrawal_changed: 'Somebody changed this withdrawal meanwhile. Look at it again.',
    withdrawal_state: 'This cannot be done with the withdrawal as it stands.',
    own_withdrawal: 'Somebody else has to decide on your own withdrawal.',
    second_approver: 'You approved it already. A second person has to approve it as well.',
    owner_short:
      'A bank took back a deposit of this person, and the money for it is missing. Refuse the withdrawal, then collect what is missing.',
    reason_required: 'Write why, with 3 to 300 characters.',
    reference_required: 'Write the reference of the payment, with 3 to 120 characters.',
  },
};

const es: Translation<typeof en> = {
  wallet: {
    deposit_unknown: 'No existe ese depósito, o nunca se pagó.',
    deposit_differs: 'Lo que se pagó no es lo que pedía el depósito; no se acreditó nada.',
    withdrawal_unknown: 'Ese retiro no existe.',
    withdrawal_changed: 'Alguien cambió este retiro mientras tanto. Míralo de nuevo.',
    withdrawal_state: 'No es posible tal como está el retiro.',
    own_withdrawal: 'Otra persona tiene que decidir sobre tu propio retiro.',
    second_approver: 'Ya lo aprobaste. También tiene que aprobarlo una segunda persona.',
    owner_short:
      'Un banco anuló un depósito de esta persona y falta ese dinero. Rechaza el retiro y luego cobra lo que falta.',
    reason_required: 'Escribe por qué, con 3 a 300 caracteres.',
    reference_required: 'Escribe la referencia del pago, con 3 a 120 caracteres.',
  },
};

export const errors = { en, es };
