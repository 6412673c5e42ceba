import { canAlert } from '../alerts/start';
import { on, type Command } from './command';

export const alertCommands: readonly Command[] = [
  on('alerts', 'alerts', 'view.alert', (alerts) => alerts.make(), {
    keys: ['Alt+A'],
    blocked: ({ isReplay }) => (isReplay ? 'replaying' : null),
  }),
  on(
    'chart',
    'alerts',
    'alerts.lines',
    ({ look, setLook }) => setLook({ ...look, hidesAlerts: !look.hidesAlerts }),
    { blocked: ({ isReplay }) => (isReplay ? 'replaying' : null) },
  ),
  on(
    'drawings',
    'alerts',
    'selected.alert',
    ({ board }, _, desk) => {
      const drawing = board.selected();
      if (drawing) desk.alerts?.make({ id: drawing.id, kind: drawing.kind });
    },
    {
      keys: ['A'],
      mode: 'selected',
      blocked({ board }, desk) {
        const drawing = board.selected();
        if (!drawing) return 'nothingSelected';
        if (desk.alerts?.isReplay) return 'replaying';
        return canAlert(drawing.kind) ? null : 'noPrices';
      },
    },
  ),
  on('alertList', 'alerts', 'alerts.list', (list, _, desk) => {
    desk.panels?.showSide();
    list.show();
  }),
];
