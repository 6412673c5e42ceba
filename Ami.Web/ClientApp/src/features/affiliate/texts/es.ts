import type { Translation } from '@/lib/i18n';
import type { en } from './en';

export const es: Translation<typeof en> = {
  title: 'Afiliados',
  link: 'Tu enlace',
  copy: 'Copiar',
  copied: 'Copiado',
  because: 'Motivo: {{reason}}',
  underReview:
    'Alguien de nuestro equipo revisa algo de tu enlace. Las comisiones esperan hasta que se decida.',
  standing: {
    applied: 'Tenemos tu solicitud y te avisamos cuando esté decidida.',
    active: 'Comparte tu enlace. De lo que paguen quienes se registren por él, una parte es tuya.',
    refused: 'Tu solicitud no fue aceptada. Puedes enviar otra.',
    suspended: 'Por ahora tu enlace no cuenta y las comisiones retenidas siguen esperando.',
    closed: 'Ya no eres afiliado.',
  },
  apply: {
    lead: 'Trae gente a AMI con un enlace propio y recibe una parte de lo que paguen.',
    about: '¿Cómo traerás gente?',
    aboutHint: 'Por ejemplo, tu blog, tu canal o tus clases.',
    accept: 'Acepto estas condiciones',
    submit: 'Enviar solicitud',
    done: 'Tenemos tu solicitud.',
  },
  terms: {
    rates: 'Recibes {{plan}} de lo que se paga por planes y {{once}} de las compras únicas, sin impuestos.',
    click_one: 'Cuenta el último enlace que alguien siguió, durante {{count}} día.',
    click_other: 'Cuenta el último enlace que alguien siguió, durante {{count}} días.',
    earning_one: 'Lo que pagan da comisión durante {{count}} día después de registrarse.',
    earning_other: 'Lo que pagan da comisión durante {{count}} días después de registrarse.',
    hold_one:
      'Una comisión espera {{count}} día, mientras se puede pedir la devolución. Después está en tu billetera.',
    hold_other:
      'Una comisión espera {{count}} días, mientras se puede pedir la devolución. Después está en tu billetera.',
    back: 'Lo que se les devuelve no da comisión. Si ya estaba pagada, se descuenta de tu billetera o de comisiones futuras; tu saldo nunca queda negativo.',
    self: 'Tus propias cuentas, las segundas cuentas y los pagos con una tarjeta con la que pagas no dan comisión. Ves cada uno, con el motivo.',
    leave:
      'De quienes hacen clic no guardamos nombre ni dirección. Si eliminas tu cuenta, renuncias a las comisiones retenidas.',
  },
  figures: {
    title: 'Cifras',
    clicks: 'Clics',
    lately_one: '{{count}} en 30 días',
    lately_other: '{{count}} en 30 días',
    signUps: 'Registros',
    blocked_one: '{{count}} más no cuenta',
    blocked_other: '{{count}} más no cuentan',
    paid: 'Pagado, {{currency}}',
    held: 'en espera: {{amount}}',
    owed: 'por descontar: {{amount}}',
  },
  commissions: {
    title: 'Comisiones',
    empty: 'Aún no hay comisiones',
    emptyHint: 'Aparecen cuando paga alguien que llegó por tu enlace.',
  },
  signUps: {
    title: 'Registros',
    empty: 'Aún no se registró nadie',
    emptyHint: 'Aquí aparecen, sin nombres, las cuentas creadas por tu enlace.',
    counts: 'Cuenta',
    blocked: 'No cuenta',
  },
  kind: { commission: 'Comisión', clawback: 'Descuento', restored: 'Ganada de nuevo' },
  state: {
    held: 'En espera',
    released: 'En tu billetera',
    voided: 'Quedó en nada',
    blocked: 'Sin comisión',
    owed: 'Por descontar',
    taken: 'Descontada',
  },
  ofSale: '{{rate}} de {{net}}',
  outstanding: 'Se tomarán {{amount}} de comisiones futuras.',
  hold: {
    refundWindow: 'Espera hasta el {{date}}: hasta entonces se puede pedir la devolución.',
    dispute: 'Espera porque el pago está en disputa.',
    review: 'Espera porque alguien de nuestro equipo revisa algo de tu enlace.',
    suspended: 'Espera porque tu enlace está suspendido.',
    nextRun: 'Se paga en unos minutos.',
  },
  reason: {
    selfReferral: 'Es una cuenta tuya, o se pagó con una tarjeta con la que pagas.',
    duplicateAccount: 'La misma persona ya tenía una cuenta.',
    suspended: 'Tu enlace estaba suspendido cuando se vendió.',
    refunded: 'Se devolvió todo o una parte del pago.',
    fraud: 'Nuestro equipo encontró que no era una venta real.',
    left: 'La cuenta se eliminó.',
  },
};
