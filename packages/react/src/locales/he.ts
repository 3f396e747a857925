import type { ConversationFrameLocale } from './labels.js'

const setUp = 'החיבור למערכת הצ׳אט אינו מוגדר כראוי. יש לפנות למנהל המערכת.'
const busy = 'מערכת הצ׳אט אינה מגיבה.'

/** Hebrew, right to left, in gender-neutral phrasing. */
export const he: ConversationFrameLocale = {
  lang: 'he',
  dir: 'rtl',
  labels: {
    title: 'שיחה',
    loading: 'השיחה נפתחת…',
    offline: 'אין חיבור לאינטרנט. השיחה תיפתח אוטומטית כשהחיבור יחזור.',
    waiting: 'הניסיון הבא בשעה {time}.',
    open: 'הדף נטען. השיחה לא מופיעה? אפשר לטעון מחדש.',
    reload: 'טעינה מחדש',
    openInNewTab: 'פתיחה בלשונית חדשה',
    navigated: 'אם מופיע טופס כניסה, טעינה מחדש תחבר שוב.',
    errors: {
      invalid_request: 'הבקשה לפתיחת השיחה אינה תקינה. יש לפנות למנהל המערכת.',
      unauthenticated: 'החיבור למערכת נותק. יש להיכנס אליה מחדש.',
      forbidden: 'אין הרשאה לפתוח את השיחה הזאת. יש לפנות למנהל המערכת.',
      account_suspended: 'החשבון מושעה במערכת הצ׳אט. יש לפנות למנהל המערכת.',
      conversation_not_found: 'השיחה לא נמצאה במערכת הצ׳אט. יש לבחור שיחה אחרת.',
      contact_invalid: 'מערכת הצ׳אט אינה מקבלת את מספר הטלפון או את כתובת הדוא״ל של איש הקשר. יש לתקן אותם.',
      rate_limited: 'נפתחו יותר מדי שיחות בזמן קצר.',
      misconfigured: setUp,
      vendor_unavailable: busy,
      unavailable: busy,
      internal_error: 'אירעה תקלה במערכת. אפשר לטעון מחדש או לפנות למנהל המערכת.',
      network: 'אין תקשורת עם המערכת. יש לבדוק את החיבור לאינטרנט.',
      timeout: busy,
      invalid_response: setUp,
      origin_not_allowed: setUp,
      link_already_used: setUp,
      blocked_by_csp: setUp,
      blocked_by_coep: setUp,
      stalled: 'השיחה לא נטענה. אפשר לטעון אותה מחדש או לפתוח אותה בלשונית חדשה.',
      budget_exhausted: 'כמה ניסיונות נכשלו. אפשר לנסות שוב בלחיצה על ״טעינה מחדש״.',
      popup_blocked: 'הדפדפן חסם את הלשונית החדשה. יש לאפשר חלונות קופצים בדף הזה.',
    },
  },
}
