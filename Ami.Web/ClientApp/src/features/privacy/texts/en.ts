export const en = {
  title: 'Privacy',
  lead: 'Everything that AMI stores of people: what, what for, how long, and what stays when you leave.',
  yours: {
    title: 'Your data is yours',
    export:
      'Take it along: <data>Your data</data> in your account gives you all of it in one file, whenever you want.',
    erase:
      'Have it erased: on the same page, <data>Your data</data>, you ask for your account to be deleted. It is erased 14 days later; until then, signing in calls it off. What you have in your wallet you take out before.',
    invoices:
      'Invoices and credit notes stay for ten years from their date, as they were issued, because the law asks for them: number, date, name, place, country, tax number, what was sold, amounts, taxes and the reference of the payment. Nothing leads from them to an account any more. Argentina asks for ten years (Civil and Commercial Code, art. 328), Mexico for five (Federal Fiscal Code, art. 30). Then they are deleted.',
    seen: 'Nobody buys or gets your data from us. The payment provider gets what a payment needs; a mail server carries the mails.',
    cookies: 'The only cookies are those that keep you signed in and remember by whose link you came.',
  },
  why: 'What for',
  howLong: 'How long',
  remains: 'What stays when the account is erased',
  nothing: 'Nothing.',
  seenBy: 'Who sees it',
  staff: 'You, and staff whose work needs it.',
} as const;
