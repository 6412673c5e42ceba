import { addTexts, type Translation } from '@/lib/i18n';

export const en = {
  group: {
    trading: 'markets and trading',
    'trading-reads': 'markets and trading',
    ml: 'signals',
    agent: 'the assistant',
  },
  plan: { free: 'Free', basic: 'Basic', pro: 'Pro', premium: 'Premium' },
  minute:
    'The {{plan}} plan allows {{limit}} requests to {{group}} per minute. The rest follows by itself in',
  orders: 'The {{plan}} plan allows {{limit}} new orders per minute. There are more in',
  seconds: '{{count}} s',
  day: 'The {{plan}} plan allows {{limit}} requests to {{group}} per day. There are new ones from {{time}}.',
  lifted: 'The {{plan}} plan allows more.',
  plans: 'See plans',
};

const es: Translation<typeof en> = {
  group: {
    trading: 'mercados y operaciones',
    'trading-reads': 'mercados y operaciones',
    ml: 'señales',
    agent: 'el asistente',
  },
  plan: { free: 'Gratis', basic: 'Básico', pro: 'Pro', premium: 'Premium' },
  minute: 'El plan {{plan}} permite {{limit}} consultas de {{group}} por minuto. Lo demás llega solo en',
  orders: 'El plan {{plan}} permite {{limit}} órdenes nuevas por minuto. Habrá más en',
  seconds: '{{count}} s',
  day: 'El plan {{plan}} permite {{limit}} consultas de {{group}} por día. Tendrás más a partir de las {{time}}.',
  lifted: 'El plan {{plan}} permite más.',
  plans: 'Ver planes',
};

addTexts('quota', { en, es });
