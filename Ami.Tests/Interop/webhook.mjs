// Checks events with npm's stripe: arguments are a secret, a body and its signature. Prints the event's type, or why it is refused.
import Stripe from 'stripe';

const [secret, body, signature] = process.argv.slice(2);
const stripe = new Stripe('sk_test_unused');
try {
  console.log(JSON.stringify({ type: stripe.webhooks.constructEvent(body, signature, secret).type }));
} catch (error) {
  console.log(JSON.stringify({ error: error.type }));
}
