// The few words that scripts say by themselves; everything else comes from the server's catalogues.

const JA = {
  left: (time: string) => `あと${time}`,
  over: (time: string) => `${time}過ぎています`,
  passed: (time: string) => time,
  days: (n: number) => `${n}日`,
  hours: (n: number) => `${n}時間`,
  minutes: (n: number) => `${n}分`,
  soon: "まもなく",
  yes: "はい",
  no: "やめる",
  close: "閉じる",
  copied: "コピーしました",
  notCopied: "コピーできませんでした。選んでからコピーしてください。",
  failed: "うまく送れませんでした。通信を確かめて、もう一度お試しください。",
};

const EN: typeof JA = {
  left: (time) => `${time} to go`,
  over: (time) => `${time} over`,
  passed: (time) => time,
  days: (n) => (n === 1 ? "1 day" : `${n} days`),
  hours: (n) => `${n} h`,
  minutes: (n) => `${n} min`,
  soon: "in a moment",
  yes: "Yes",
  no: "Cancel",
  close: "Close",
  copied: "Copied",
  notCopied: "Could not copy. Please select the text and copy it yourself.",
  failed: "That could not be sent. Please check your connection and try again.",
};

export const words = document.documentElement.lang.startsWith("en") ? EN : JA;
