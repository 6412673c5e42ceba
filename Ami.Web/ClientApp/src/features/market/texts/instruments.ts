import { addTexts, type Translation } from '@/lib/i18n';

/** The instruments of the simulated exchange (`Ami.Quant/Simulation/SimulatedExchange.cs`). */
export const en = {
  'BTC-SIM': 'Bitcoin',
  'ETH-SIM': 'Ether',
  'SOL-SIM': 'Solana',
  'EURUSD-SIM': 'Euro / US dollar',
  'GOLD-SIM': 'Gold, ounce',
  'OIL-SIM': 'Crude oil, barrel',
  'TECH-SIM': 'Technology index',
  'BANK-SIM': 'Harbour Bank, share',
  'WIND-SIM': 'Northwind Turbines, share',
  'CORN-SIM': 'Corn, bushel',
};

const es: Translation<typeof en> = {
  'BTC-SIM': 'Bitcoin',
  'ETH-SIM': 'Ether',
  'SOL-SIM': 'Solana',
  'EURUSD-SIM': 'Euro / dólar estadounidense',
  'GOLD-SIM': 'Oro, onza',
  'OIL-SIM': 'Petróleo crudo, barril',
  'TECH-SIM': 'Índice tecnológico',
  'BANK-SIM': 'Banco Harbour, acción',
  'WIND-SIM': 'Turbinas Northwind, acción',
  'CORN-SIM': 'Maíz, bushel',
};

export const isNamed = (symbol: string): symbol is keyof typeof en => symbol in en;

addTexts('instruments', { en, es });
