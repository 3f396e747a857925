import { oliveAndOak } from './oliveAndOak.js'
import type { Seed, SeedAccount } from './Seed.js'

const gilBakery: SeedAccount = {
  id: 4150,
  name: 'מאפיית גיל',
  server: 'online',
  language: 'he',
  agents: [{ id: 3201, name: 'גיל רוזן', email: 'gil@gilbakery.example', password: 'demo' }],
  inboxes: [{ id: 21, name: 'WhatsApp', channel: 'whatsapp' }],
  contacts: [
    { id: 601, name: 'מיכל דיין', phoneNumber: '972531112233', email: 'michal@example.com', language: 'he' },
    { id: 602, name: 'רון שגב', phoneNumber: '972532223344', language: 'he' },
  ],
  conversations: [
    {
      id: 265,
      inboxId: 21,
      contactId: 601,
      messages: [
        { from: 'contact', text: 'בוקר טוב, אפשר להזמין שתי חלות ליום שישי?', minutesAgo: 33 },
        { from: 'agent', text: 'בוקר אור מיכל! בטח. רגילות או עם שומשום?', minutesAgo: 31 },
        { from: 'contact', text: 'אחת רגילה ואחת עם שומשום', minutesAgo: 9 },
      ],
      replies: ['מעולה, אאסוף ב־11.', 'שבת שלום!'],
    },
    {
      id: 266,
      inboxId: 21,
      contactId: 602,
      messages: [{ from: 'contact', text: 'יש לכם עוגות ללא גלוטן?', minutesAgo: 55 }],
      replies: ['נשמע טעים, אקח אחת.'],
    },
  ],
}

const portBikes: SeedAccount = {
  id: 4199,
  name: 'Old Port Bikes',
  server: 'online',
  suspended: true,
  agents: [{ id: 3301, name: 'Ben Adler', email: 'ben@oldportbikes.example', password: 'demo' }],
  inboxes: [{ id: 31, name: 'Website', channel: 'website' }],
  contacts: [{ id: 701, name: 'Iris Colman', email: 'iris@example.com' }],
  conversations: [
    {
      id: 365,
      inboxId: 31,
      contactId: 701,
      messages: [{ from: 'contact', text: 'Is my bike ready?', minutesAgo: 90 }],
    },
  ],
}

const cedarClinic: SeedAccount = {
  id: 4210,
  name: 'Cedar Clinic',
  server: 'care',
  agents: [{ id: 3401, name: 'Lior Hadad', email: 'lior@cedarclinic.example', password: 'demo' }],
  inboxes: [{ id: 41, name: 'Website', channel: 'website' }],
  contacts: [{ id: 801, name: 'Noam Green', phoneNumber: '972547778899', email: 'noam@example.com' }],
  conversations: [
    {
      id: 465,
      inboxId: 41,
      contactId: 801,
      messages: [
        { from: 'contact', text: 'Can I move my appointment to Monday?', minutesAgo: 130 },
        { from: 'agent', text: 'Yes: 9:40 or 14:20?', minutesAgo: 120 },
      ],
      replies: ['9:40, please.'],
    },
  ],
}

/**
 * A furniture shop (account 4142, the vendor's own sample: agent 3142, inbox 12, conversation 165 with Dana Levi), a bakery
 * that works in Hebrew (4150), a suspended account (4199) and one on another server (4210).
 */
export const defaultSeed: Seed = { accounts: [oliveAndOak, gilBakery, portBikes, cedarClinic] }
