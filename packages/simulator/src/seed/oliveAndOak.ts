import { oliveAndOakConversations } from './oliveAndOakConversations.js'
import type { SeedAccount } from './Seed.js'

/** The account of the vendor's own sample: a furniture shop with customers in two languages. */
export const oliveAndOak: SeedAccount = {
  id: 4142,
  name: 'Olive & Oak',
  server: 'online',
  agents: [
    { id: 3142, name: 'Maya Stern', email: 'maya@oliveandoak.example', password: 'demo' },
    { id: 3143, name: 'Tom Archer', email: 'tom@oliveandoak.example', password: 'demo' },
    { id: 3144, name: 'נועה פרץ', email: 'noa@oliveandoak.example', password: 'demo' },
  ],
  inboxes: [
    { id: 12, name: 'WhatsApp', channel: 'whatsapp' },
    { id: 13, name: 'Website', channel: 'website' },
    { id: 14, name: 'E-mail', channel: 'email' },
  ],
  contacts: [
    { id: 501, name: 'Dana Levi', phoneNumber: '972501234567', email: 'dana@example.com' },
    { id: 502, name: 'יואב מזרחי', phoneNumber: '972502345678', language: 'he' },
    { id: 503, name: 'Priya Raman', phoneNumber: '447700900142', email: 'priya@example.org' },
    { id: 504, name: 'שירה אברהם', phoneNumber: '972523456789', email: 'shira@example.com', language: 'he' },
    { id: 505, name: 'Marcus Webb', email: 'marcus.webb@example.net' },
    { id: 506, name: 'Elena Duarte', phoneNumber: '12025550143', email: 'elena@example.com' },
    { id: 507, name: 'אורי בן דוד', phoneNumber: '972544567890', email: 'uri@example.com', language: 'he' },
    { id: 508, name: 'Grace Oyelaran', phoneNumber: '447700900187' },
    { id: 509, name: 'Sam Whitlock', email: 'sam@example.org' },
    { id: 510, name: 'תמר כץ', phoneNumber: '972505678901', email: 'tamar@example.com', language: 'he' },
    { id: 511, name: 'Julian Moreau', phoneNumber: '33639980127', email: 'julian@example.com' },
    // Has never written: a login with an inbox starts the first conversation.
    { id: 512, name: 'Ruth Amsalem', phoneNumber: '972506789012', email: 'ruth@example.com' },
  ],
  conversations: oliveAndOakConversations,
}
