import type { Translation } from '@/lib/i18n';

const en = {
  paper: {
    replay_not_found: 'This replay does not exist.',
    replay_no_history: 'There is no history of this symbol at that moment.',
    too_many_replays: 'You have as many replays as there can be. End one first.',
    replay_moved: 'Another window has moved this replay.',
    replay_over: 'The replay is over: nothing more is traded in it.',
    replay_step: 'The replay can only go forward.',
    replay_symbol: 'This account trades the symbol of its replay only.',
    replay_account: 'This cannot be done with the account of a replay.',
  },
};

const es: Translation<typeof en> = {
  paper: {
    replay_not_found: 'Esta repetición no existe.',
    replay_no_history: 'No hay historia de este símbolo en ese momento.',
    too_many_replays: 'Tienes tantas repeticiones como puede haber. Termina una primero.',
    replay_moved: 'Otra ventana movió esta repetición.',
    replay_over: 'La repetición terminó: ya no se opera en ella.',
    replay_step: 'La repetición solo puede avanzar.',
    replay_symbol: 'Esta cuenta solo opera el símbolo de su repetición.',
    replay_account: 'Esto no se puede hacer con la cuenta de una repetición.',
  },
};

export const errors = { en, es };
