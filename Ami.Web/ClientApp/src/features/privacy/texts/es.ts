import type { Translation } from '@/lib/i18n';
import type { en } from './en';

export const es: Translation<typeof en> = {
  title: 'Privacidad',
  lead: 'Todo lo que AMI guarda de las personas: qué, para qué, cuánto tiempo y qué queda cuando te vas.',
  yours: {
    title: 'Tus datos son tuyos',
    export: 'Llévatelos: <data>Tus datos</data>, en tu cuenta, te los da todos en un archivo cuando quieras.',
    erase:
      'Haz que se borren: en la misma página, <data>Tus datos</data>, pides eliminar tu cuenta. Se borra 14 días después; hasta entonces, entrar lo cancela. Lo que tengas en la billetera lo retiras antes.',
    invoices:
      'Las facturas y notas de crédito quedan diez años desde su fecha, tal como se emitieron, porque la ley obliga: número, fecha, nombre, domicilio, país, número fiscal, qué se vendió, importes, impuestos y la referencia del pago. Ya nada lleva de ellas a una cuenta. Argentina pide diez años (Código Civil y Comercial, art. 328) y México, cinco (Código Fiscal de la Federación, art. 30). Después se borran.',
    seen: 'Nadie nos compra ni recibe tus datos. El proveedor de pagos recibe lo que un pago necesita; un servidor de correo lleva los correos.',
    cookies:
      'Las únicas cookies son las que mantienen tu sesión y recuerdan por el enlace de quién llegaste.',
  },
  why: 'Para qué',
  howLong: 'Cuánto tiempo',
  remains: 'Qué queda al eliminar la cuenta',
  nothing: 'Nada.',
  seenBy: 'Quién lo ve',
  staff: 'Tú y el personal cuyo trabajo lo necesita.',
};
