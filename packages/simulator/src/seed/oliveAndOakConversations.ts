import type { SeedConversation } from './Seed.js'

/** Recent conversations of the shop's customers. */
export const oliveAndOakConversations: SeedConversation[] = [
  {
    id: 165,
    inboxId: 12,
    contactId: 501,
    messages: [
      { from: 'contact', text: 'Hi! My oak table was meant to come today and I have heard nothing.', minutesAgo: 48 },
      { from: 'agent', text: 'Good morning Dana, let me look that up. Is it order 20418?', minutesAgo: 46 },
      { from: 'contact', text: 'Yes, 20418. The round one, 120 cm.', minutesAgo: 45 },
      {
        from: 'agent',
        text: 'Thank you. It left the workshop yesterday and the driver has it for this afternoon.',
        minutesAgo: 41,
      },
      { from: 'contact', text: 'Could he come after four? I am at work until then.', minutesAgo: 12 },
    ],
    replies: [
      'That would be perfect, thank you.',
      'Great. Third floor, the lift is on the left.',
      'Yes, this number is best.',
    ],
  },
  {
    id: 166,
    inboxId: 12,
    contactId: 502,
    messages: [
      { from: 'contact', text: 'שלום, הכיסאות הגיעו אבל באחד מהם חסר בורג.', minutesAgo: 95 },
      { from: 'agent', text: 'היי יואב, מצטערים! נשלח לך סט ברגים חדש עוד היום.', minutesAgo: 90 },
      { from: 'contact', text: 'מעולה. לאיזו כתובת?', minutesAgo: 30 },
    ],
    replies: ['כן, הכתובת נכונה.', 'תודה רבה על הטיפול המהיר!'],
  },
  {
    id: 167,
    inboxId: 13,
    contactId: 503,
    messages: [
      { from: 'contact', text: 'Do you ship the Linden shelf to Leeds?', minutesAgo: 140 },
      { from: 'agent', text: 'We do: five working days, £18.', minutesAgo: 132 },
      { from: 'contact', text: 'Lovely. Is the wood oiled or lacquered?', minutesAgo: 64 },
    ],
    replies: ['Oiled is just what I hoped for.', 'I will order two, then.'],
  },
  {
    id: 168,
    inboxId: 12,
    contactId: 504,
    messages: [
      { from: 'contact', text: 'אפשר לקבל דוגמאות בד לספה ״גליל״?', minutesAgo: 200 },
      { from: 'agent', text: 'בשמחה, עד שלוש דוגמאות ללא עלות. אילו גוונים?', minutesAgo: 190 },
      { from: 'contact', text: 'חול, זית ותכלת בבקשה', minutesAgo: 120 },
    ],
    replies: ['תודה! מחכה לדוגמאות.', 'רחוב הגפן 8, חיפה.'],
  },
  {
    id: 169,
    inboxId: 14,
    contactId: 505,
    status: 'resolved',
    messages: [
      {
        from: 'contact',
        text: 'Please send the invoice for order 20377 again, our accountant lost it.',
        minutesAgo: 1500,
      },
      { from: 'agent', text: 'Hello Marcus, it is attached to the mail we have just sent.', minutesAgo: 1460 },
      { from: 'contact', text: 'Received, thank you.', minutesAgo: 1440 },
    ],
  },
  {
    id: 170,
    inboxId: 13,
    contactId: 506,
    messages: [
      { from: 'contact', text: 'The lamp flickers when it is dimmed below half.', minutesAgo: 260 },
      { from: 'agent', text: 'Which bulb do you have in it, Elena?', minutesAgo: 250 },
      { from: 'contact', text: 'An LED, 8 W. It says “not dimmable”. Oh.', minutesAgo: 244 },
    ],
    replies: ['Ha, that explains it. Thank you!', 'A warm white one, please.'],
  },
  {
    id: 171,
    inboxId: 12,
    contactId: 507,
    messages: [
      { from: 'contact', text: 'מתי אתם פתוחים בשישי?', minutesAgo: 310 },
      { from: 'agent', text: 'בשישי פתוח מ־9:00 עד 14:00, ויש חניה מאחור.', minutesAgo: 305 },
    ],
    replies: ['תודה, נגיע בבוקר.'],
  },
  {
    id: 172,
    inboxId: 12,
    contactId: 508,
    messages: [
      { from: 'contact', text: 'I would like to swap the bench cushion for the green one.', minutesAgo: 420 },
      { from: 'agent', text: 'Of course, Grace. Is the tag still on it?', minutesAgo: 400 },
      { from: 'contact', text: 'It is. Do I bring it in or do you fetch it?', minutesAgo: 18 },
    ],
    replies: ['Thursday suits me.', 'You are very kind.'],
  },
  {
    id: 173,
    inboxId: 14,
    contactId: 509,
    messages: [{ from: 'contact', text: 'Do you have a trade discount for interior designers?', minutesAgo: 75 }],
    replies: ['Ten percent is fair. How do I register?', 'Done, I have sent the form.'],
  },
  {
    id: 174,
    inboxId: 13,
    contactId: 510,
    messages: [
      { from: 'contact', text: 'השולחן נהדר! אפשר להזמין אליו ספסל תואם?', minutesAgo: 22 },
      { from: 'agent', text: 'איזה כיף לשמוע, תמר! כן, באורך 140 או 160 ס״מ.', minutesAgo: 20 },
    ],
    replies: ['160 ס״מ, תודה!', 'אפשר באשראי?'],
  },
  {
    id: 175,
    inboxId: 13,
    contactId: 511,
    messages: [
      { from: 'contact', text: 'Bonjour! Can the Carmel bed be made 10 cm longer?', minutesAgo: 600 },
      { from: 'agent', text: 'Hello Julian. It can: three weeks more, and a quote by tomorrow.', minutesAgo: 560 },
      { from: 'contact', text: 'Three weeks is fine.', minutesAgo: 540 },
    ],
  },
]
