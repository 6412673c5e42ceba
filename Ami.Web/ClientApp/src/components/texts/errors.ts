import type { Translation } from '@/lib/i18n';

const en = {
  unexpected: 'Something went wrong on our side. Try again in a moment.',
  network: 'The server did not answer. Check your connection and try again.',
  request: {
    offline: 'You are offline. Nothing was sent; nothing will happen later by itself.',
    not_sent: 'It did not arrive, and nothing was done. Prices may have moved: decide anew.',
  },
  server: { busy: 'Too many people ask at once right now. Nothing was done; try again in a moment.' },
  flag: { off: 'This part is switched off at present. Try again later.' },
  plan: {
    upgrade_required:
      'This needs the plan $t(planNames.{{plan}}) or a larger one. You find it on the page Plans.',
  },
  planNames: { free: 'Free', basic: 'Basic', pro: 'Pro', premium: 'Premium' },
  payments: {
    provider_unavailable:
      'The payment provider cannot be reached, and no money moved. Try again in a moment.',
  },
  http: {
    400: 'The server did not understand the request.',
    401: 'Sign in again to continue.',
    403: 'You are not allowed to do this.',
    404: 'This does not exist, or is not yours.',
    409: 'This is no longer possible in the current state.',
    413: 'That is too much in one request.',
    422: 'The server could not process this.',
    429: 'Too many requests. Wait a moment and try again.',
    500: 'Something went wrong on our side. Try again in a moment.',
    502: 'The service is restarting. Try again in a moment.',
    503: 'The service is not available right now. Try again in a moment.',
    504: 'The service did not answer in time. Try again in a moment.',
  },
  quota: {
    exceeded: 'You have used what your plan allows for now.',
    exceeded_minute: 'Your plan allows {{limit}} of these requests per minute. Try again in a moment.',
    exceeded_day: 'Your plan allows {{limit}} of these requests per day. Tomorrow there are new ones.',
  },
};

const es: Translation<typeof en> = {
  unexpected: 'Algo falló de nuestro lado. Inténtalo de nuevo en un momento.',
  network: 'El servidor no respondió. Revisa tu conexión e inténtalo de nuevo.',
  request: {
    offline: 'No tienes conexión. No se envió nada; nada ocurrirá después por sí solo.',
    not_sent: 'No llegó y no se hizo nada. Los precios pueden haber cambiado: decide de nuevo.',
  },
  server: {
    busy: 'Ahora mismo hay demasiadas peticiones a la vez. No se hizo nada; inténtalo en un momento.',
  },
  flag: { off: 'Esta parte está desactivada por ahora. Inténtalo más tarde.' },
  plan: {
    upgrade_required:
      'Esto necesita el plan $t(planNames.{{plan}}) o uno mayor. Lo encuentras en la página Planes.',
  },
  planNames: { free: 'Gratis', basic: 'Básico', pro: 'Pro', premium: 'Premium' },
  payments: {
    provider_unavailable:
      'No hay conexión con el proveedor de pagos y no se movió dinero. Reintenta en un momento.',
  },
  http: {
    400: 'El servidor no entendió la petición.',
    401: 'Vuelve a entrar para continuar.',
    403: 'No tienes permiso para hacer esto.',
    404: 'Esto no existe o no es tuyo.',
    409: 'Ya no es posible en el estado actual.',
    413: 'Es demasiado para una sola petición.',
    422: 'El servidor no pudo procesar esto.',
    429: 'Demasiadas peticiones. Espera un momento e inténtalo de nuevo.',
    500: 'Algo falló de nuestro lado. Inténtalo de nuevo en un momento.',
    502: 'El servicio se está reiniciando. Inténtalo de nuevo en un momento.',
    503: 'El servicio no está disponible ahora. Inténtalo de nuevo en un momento.',
    504: 'El servicio no respondió a tiempo. Inténtalo de nuevo en un momento.',
  },
  quota: {
    exceeded: 'Has usado lo que tu plan permite por ahora.',
    exceeded_minute:
      'Tu plan permite {{limit}} de estas consultas por minuto. Inténtalo de nuevo en un momento.',
    exceeded_day: 'Tu plan permite {{limit}} de estas consultas por día. Mañana tendrás más.',
  },
};

export const errors = { en, es };
