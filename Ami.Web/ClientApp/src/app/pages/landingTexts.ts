import { addTexts, type Translation } from '@/lib/i18n';

export const en = {
  title: 'Learn to trade without risking money',
  lead: 'AMI gives you a practice account, live charts and an order ticket that makes you decide your risk first. Then it shows you, to the cent, what your decisions did.',
  start: 'Create a free account',
  haveAccount: 'I have an account',
  picture: 'Illustration, simulated prices',
  pictureAlt: 'Illustration: a candle chart with an entry, a target and a stop.',
  entry: 'Entry',
  target: 'Target',
  stop: 'Stop',
  charts: {
    title: 'Live charts',
    text: 'Candles from one minute to one day, updated several times a second, in your time zone.',
  },
  practice: {
    title: 'Practice account',
    text: 'Market, limit and stop orders with a target and a stop, with fees and slippage, long and short.',
  },
  risk: {
    title: 'Risk first',
    text: 'Say how much you are willing to lose and where you are wrong; the calculator gives the size.',
  },
  record: {
    title: 'An honest record',
    text: 'Every order, fill and cent is stored and adds up. Losses are shown like gains.',
  },
  honesty:
    'Prices of the built-in exchange are simulated and labelled so. Practice results do not predict results with real money, and AMI promises no returns.',
} as const;

const es: Translation<typeof en> = {
  title: 'Aprende a operar sin arriesgar dinero',
  lead: 'AMI te da una cuenta de práctica, gráficos en vivo y una orden que primero te hace decidir tu riesgo. Después te muestra, al céntimo, qué hicieron tus decisiones.',
  start: 'Crear una cuenta gratis',
  haveAccount: 'Ya tengo cuenta',
  picture: 'Ilustración, precios simulados',
  pictureAlt: 'Ilustración: un gráfico de velas con una entrada, un objetivo y un stop.',
  entry: 'Entrada',
  target: 'Objetivo',
  stop: 'Stop',
  charts: {
    title: 'Gráficos en vivo',
    text: 'Velas de un minuto a un día, actualizadas varias veces por segundo, en tu zona horaria.',
  },
  practice: {
    title: 'Cuenta de práctica',
    text: 'Órdenes a mercado, límite y stop con objetivo y stop, con comisiones y deslizamiento, en largo y en corto.',
  },
  risk: {
    title: 'Primero el riesgo',
    text: 'Di cuánto estás dispuesto a perder y dónde te equivocas; la calculadora da el tamaño.',
  },
  record: {
    title: 'Un registro honesto',
    text: 'Cada orden, ejecución y céntimo queda guardado y cuadra. Las pérdidas se ven igual que las ganancias.',
  },
  honesty:
    'Los precios de la bolsa incorporada son simulados y están señalados así. Los resultados de práctica no predicen resultados con dinero real, y AMI no promete rendimientos.',
};

addTexts('landing', { en, es });
