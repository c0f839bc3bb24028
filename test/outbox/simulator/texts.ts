/** What customers write: a sentence in every script, and characters that programs often get wrong. */

const SENTENCES = [
  'Fast delivery, thank you',
  'Snabb leverans, tack så mycket',
  'Być może zażółcę gęślą jaźń',
  'Die Größe paßt, schöne Grüße',
  'Çok güzel, teşekkürler ığüşöç',
  'Rất hài lòng với sản phẩm này',
  'Πολύ γρήγορη παράδοση',
  'Очень быстро, спасибо',
  'Շատ արագ էր',
  'ძალიან სწრაფად',
  'משלוח מהיר מאוד',
  'توصيل سريع جدًا، شكرًا',
  'بہت اچھا، شکریہ',
  'बहुत अच्छा, धन्यवाद',
  'খুব ভালো লেগেছে',
  'ਬਹੁਤ ਵਧੀਆ',
  'ખૂબ સરસ',
  'மிகவும் நல்லது',
  'చాలా బాగుంది',
  'ತುಂಬಾ ಚೆನ್ನಾಗಿದೆ',
  'വളരെ നല്ലത്',
  'ඉතා හොඳයි',
  'ส่งไวมาก ขอบคุณ',
  'ດີຫຼາຍ',
  'အရမ်းကောင်းတယ်',
  'ល្អណាស់',
  'ཡག་པོ་འདུག',
  'በጣም ጥሩ ነው',
  'ᎣᏍᏓ',
  '很快就到了,谢谢',
  'とても早く届きました',
  '아주 빨리 왔어요',
  // Outside of the Basic Multilingual Plane: two UTF-16 units each.
  '𠮷野家で𩸽を食べた',
  '𞤀𞤣𞤤𞤢𞤥 𞤶𞤢𞥄𞤪𞤢𞤥𞤢',
  '👩‍👩‍👧‍👦 👍🏽 🇸🇪 ❤️',
  // Combining marks, invisible characters, line separators, quotes and markup.
  'Cafe\u0301 n\u0303o\u0308',
  'a\u200bb\u200dc\u2060d\ufeffe\u00ad',
  'first\u2028second\u2029third\r\nfourth\tfifth',
  '"quoted" \\ back\\slash \' </script> <!-- & %00 $x {y}',
  '\u202ereversed\u202c and \u0001\u001f controls \u007f\u0085',
] as const;

/** One character of each length in UTF-8: 1, 2, 3 and 4 bytes. */
const FILLERS = ['x', 'ж', 'ท', '🦊'] as const;

/** What the customer has written in the text of this number. */
export const sentence = (text: number): string => SENTENCES[text % SENTENCES.length] as string;

/** A text of about so many bytes, of characters that take as many bytes as the number says. */
export function filler(text: number, bytes: number): string {
  const unit = FILLERS[text % FILLERS.length] as string;
  return unit.repeat(Math.floor(bytes / Buffer.byteLength(unit)));
}

/** An id of a customer that is not ASCII. */
export const OTHER = 'Żółć-客户-৪२';
