// Writes what npm's stripe says of Stripe's objects (its types are made from Stripe's OpenAPI description): for each type the fields that are always there,
// the values that a field may have, and the types of nested fields. Made once for a version of Stripe's API:
//   node stripe-types.mjs > ../StripeSimulator/stripe-types.json
import { createRequire } from 'node:module';

const ts = createRequire(new URL('../../Ami.Web/ClientApp/package.json', import.meta.url))('typescript');
const file = new URL('node_modules/stripe/esm/resources/', import.meta.url).pathname;
const roots = {
  'Customers:Customer': 'customer', 'Products:Product': 'product', 'Prices:Price': 'price', 'Plans:Plan': 'plan', 'Coupons:Coupon': 'coupon',
  'PromotionCodes:PromotionCode': 'promotion_code', 'Discounts:Discount': 'discount', 'Checkout/Sessions:Session': 'checkout.session',
  'LineItems:LineItem': 'item', 'Subscriptions:Subscription': 'subscription', 'SubscriptionItems:SubscriptionItem': 'subscription_item',
  'Invoices:Invoice': 'invoice', 'InvoiceLineItems:InvoiceLineItem': 'line_item', 'InvoiceItems:InvoiceItem': 'invoiceitem',
  'InvoicePayments:InvoicePayment': 'invoice_payment', 'PaymentIntents:PaymentIntent': 'payment_intent', 'SetupIntents:SetupIntent': 'setup_intent',
  'PaymentMethods:PaymentMethod': 'payment_method', 'Charges:Charge': 'charge', 'Refunds:Refund': 'refund', 'Disputes:Dispute': 'dispute',
  'Radar/EarlyFraudWarnings:EarlyFraudWarning': 'radar.early_fraud_warning', 'BalanceTransactions:BalanceTransaction': 'balance_transaction',
  'Payouts:Payout': 'payout', 'BillingPortal/Sessions:Session': 'billing_portal.session',
  'BillingPortal/Configurations:Configuration': 'billing_portal.configuration', 'Events:EventBase': 'event', 'WebhookEndpoints:WebhookEndpoint': 'webhook_endpoint',
  'TestHelpers/TestClocks:TestClock': 'test_helpers.test_clock', 'TaxIds:TaxId': 'tax_id', 'TaxRates:TaxRate': 'tax_rate',
  'CustomerBalanceTransactions:CustomerBalanceTransaction': 'customer_balance_transaction', 'Balance:Balance': 'balance',
};
const files = [...new Set(Object.keys(roots).map((root) => `${file}${root.split(':')[0]}.d.ts`))];
const program = ts.createProgram(files, { strict: true, noEmit: true, skipLibCheck: true, moduleResolution: ts.ModuleResolutionKind.NodeNext, module: ts.ModuleKind.NodeNext });
const checker = program.getTypeChecker();
const names = new Map();
const written = {};

// Of what is not always there, only what the simulator uses: Stripe knows fifty ways to pay.
const followed = new Set(['address', 'card', 'sepa_debit', 'redirect_to_url', 'subscription_details', 'subscription_item_details', 'invoice_item_details', 'price_details', 'tax_rate_details', 'recurring', 'paused', 'invoice_settings', 'checks', 'three_d_secure', 'restrictions', 'promotion']);

// What it never refers to.
const unused = new Set(['Account', 'Application', 'ApplicationFee', 'BankAccount', 'CreditNote', 'FeedbackOption', 'File', 'Mandate', 'PaymentLink', 'PaymentRecord', 'Review', 'SetupAttempt', 'ShippingRate', 'SubscriptionSchedule', 'TaxCode', 'Transfer', 'TransferReversal', 'PaymentMethodOptions', 'GeneratedFrom', 'PendingUpdate', 'Installments']);

const bare = (type) => (type.isUnion() ? type.types : [type]).filter((one) => !(one.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Void)));

function nested(type) {
  for (const one of bare(type)) {
    const list = one.symbol?.name === 'Array' || one.aliasSymbol?.name === 'ApiList' || one.symbol?.name === 'ApiList';
    if (list) {
      const inner = nested((one.typeArguments ?? checker.getTypeArguments(one) ?? [])[0] ?? one.aliasTypeArguments[0]);
      return inner && `${inner}[]`;
    }
    if (one.flags & ts.TypeFlags.Object && one.symbol?.declarations?.some(ts.isInterfaceDeclaration) && !unused.has(one.symbol.name) && !one.symbol.name.includes('Deleted') && one.symbol.declarations[0].getSourceFile().fileName.includes('resources')) {
      return write(one);
    }
  }
  return undefined;
}

function write(type) {
  if (names.has(type.symbol)) return names.get(type.symbol);
  const owner = type.symbol.parent?.name?.startsWith('"') ? '' : `${type.symbol.parent?.name ?? ''}.`;
  const known = Object.entries(rootTypes).find(([, one]) => one.symbol === type.symbol)?.[0];
  let name = known ?? `${owner}${type.symbol.name}`;
  while (name in written) name += "'";
  names.set(type.symbol, name);
  const fields = (written[name] = {});
  for (const property of checker.getPropertiesOfType(type)) {
    const of = checker.getTypeOfSymbol(property);
    const parts = bare(of);
    const field = {};
    if (!(property.flags & ts.SymbolFlags.Optional)) field.always = true;
    // An enum may grow, which the types say with a part that is any string.
    if (parts.length > 0 && parts.every((one) => one.isStringLiteral() || one.isIntersection())) field.values = parts.filter((one) => one.isStringLiteral()).map((one) => one.value);
    const inner = field.always || followed.has(property.name) ? nested(of) : undefined;
    if (inner) field.type = inner;
    if (Object.keys(field).length > 0) fields[property.name] = field;
  }
  return name;
}

const rootTypes = {};
for (const [root, kind] of Object.entries(roots)) {
  const [path, name] = root.split(':');
  const source = program.getSourceFile(`${file}${path}.d.ts`);
  if (!source) throw new Error(path);
  const found = checker.getExportsOfModule(checker.getSymbolAtLocation(source)).find((one) => one.name === name);
  if (!found) throw new Error(root);
  rootTypes[kind] = checker.getDeclaredTypeOfSymbol(found);
}
for (const kind of Object.keys(rootTypes)) write(rootTypes[kind]);
process.stdout.write(`{\n${Object.entries(written).map(([name, fields]) => `  ${JSON.stringify(name)}: ${JSON.stringify(fields)}`).join(',\n')}\n}\n`);
