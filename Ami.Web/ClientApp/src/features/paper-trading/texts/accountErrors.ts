import { addTexts, type Translation } from '@/lib/i18n';

// Where accounts are opened and begin anew, and nowhere else.
const en = {
  paper: {
    gate_closed: 'Something that the larger account asks for is still missing.',
    gate_taken: 'The larger account was granted already.',
    cash_not_earned:
      'An account may begin with {{limit, number}} at most. A larger one is earned by trades within rules.',
    practice_money_short: 'There is not so much in your practice wallet. Top it up, or begin with less.',
    too_many_accounts: 'You have the largest number of practice accounts.',
  },
};

const es: Translation<typeof en> = {
  paper: {
    gate_closed: 'Todavía falta algo de lo que pide la cuenta mayor.',
    gate_taken: 'La cuenta mayor ya fue concedida.',
    cash_not_earned:
      'Una cuenta puede empezar con {{limit, number}} como máximo. Una mayor se gana con operaciones dentro de las reglas.',
    practice_money_short: 'No hay tanto en tu billetera de práctica. Recárgala o empieza con menos.',
    too_many_accounts: 'Tienes el máximo de cuentas de práctica.',
  },
};

addTexts('errors', { en, es });
