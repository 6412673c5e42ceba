// What otplib makes of an otpauth address at a moment (seconds since 1970): the code that its reader's phone would show.
import { generate } from 'otplib';

const [address, seconds] = process.argv.slice(2);
const parameters = new URL(address).searchParams;
console.log(
  await generate({
    secret: parameters.get('secret'),
    algorithm: parameters.get('algorithm').toLowerCase(),
    digits: Number(parameters.get('digits')),
    period: Number(parameters.get('period')),
    epoch: Number(seconds),
  }),
);
