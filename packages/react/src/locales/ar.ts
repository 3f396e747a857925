import type { ConversationFrameLocale } from '../labels.js'

const setUp = 'الاتصال بنظام المحادثات غير مُعَدّ بشكل صحيح. يُرجى إبلاغ مسؤول النظام.'
const busy = 'نظام المحادثات لا يستجيب حاليًا.'

/** Arabic, right to left. */
export const ar: ConversationFrameLocale = {
  lang: 'ar',
  dir: 'rtl',
  labels: {
    title: 'محادثة',
    loading: 'جارٍ فتح المحادثة…',
    offline: 'لا يوجد اتصال بالإنترنت. ستُفتح المحادثة تلقائيًا عند عودة الاتصال.',
    waiting: 'المحاولة التالية في الساعة {time}.',
    open: 'تم التحميل. ليست هذه المحادثة؟ أعد التحميل.',
    reload: 'إعادة التحميل',
    openInNewTab: 'فتح في علامة تبويب جديدة',
    navigated: 'هل يظهر نموذج تسجيل الدخول؟ أعد التحميل للاتصال من جديد.',
    errors: {
      invalid_request: 'طُلب فتح هذه المحادثة بطريقة غير صحيحة. يُرجى إبلاغ مسؤول النظام.',
      unauthenticated: 'تم تسجيل خروجك. يُرجى تسجيل الدخول إلى لوحة التحكم من جديد.',
      forbidden: 'لا تملك صلاحية فتح هذه المحادثة. يُرجى مراجعة مسؤول النظام.',
      account_suspended: 'هذا الحساب موقوف في نظام المحادثات. يُرجى إبلاغ مسؤول النظام.',
      conversation_not_found: 'لم يُعثر على هذه المحادثة في نظام المحادثات. يُرجى اختيار محادثة أخرى.',
      contact_invalid: 'لا يقبل نظام المحادثات رقم هاتف جهة الاتصال أو بريدها الإلكتروني. يُرجى تصحيحه.',
      rate_limited: 'فُتح عدد كبير من المحادثات خلال وقت قصير.',
      misconfigured: setUp,
      vendor_unavailable: busy,
      unavailable: busy,
      internal_error: 'حدث خطأ في لوحة التحكم. أعد التحميل أو أبلغ مسؤول النظام.',
      network: 'تعذّر الوصول إلى لوحة التحكم. يُرجى التحقق من الاتصال.',
      timeout: busy,
      invalid_response: setUp,
      origin_not_allowed: setUp,
      link_already_used: setUp,
      blocked_by_csp: setUp,
      blocked_by_coep: setUp,
      stalled: 'لا يتم تحميل المحادثة. أعد تحميلها أو افتحها في علامة تبويب جديدة.',
      budget_exhausted: 'لم تنجح عدة محاولات. أعد التحميل عندما تريد المحاولة من جديد.',
      popup_blocked: 'حظر المتصفح علامة التبويب الجديدة. يُرجى السماح بالنوافذ المنبثقة لهذه الصفحة.',
    },
  },
}
