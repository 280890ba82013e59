// The history page: a frame and 20 rows, written the way a plain Node server would.

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text) => String(text).replace(/[&<>"']/g, (letter) => ESCAPES[letter]);

const formats = new Map();
/** 2026年11月26日(木) 15:00 in the organization's zone; formatters are costly, so one per zone. */
function moment(microseconds, zone) {
  if (!formats.has(zone)) {
    const options = { timeZone: zone, dateStyle: "long", timeStyle: "short" };
    formats.set(zone, new Intl.DateTimeFormat("ja-JP", options));
  }
  return formats.get(zone).format(new Date(microseconds / 1000));
}

const row = (one, zone) => `
<li class="history-row">
  <a href="/one-on-ones/${escape(one.id)}">
    <time datetime="${new Date(one.starts_at / 1000).toISOString()}">${moment(one.starts_at, zone)}</time>
    <span class="who">${escape(one.leader)}さんと${escape(one.member)}さん</span>
    <span class="length">${one.minutes}分</span>
    <span class="items">話題 ${one.items}件</span>
  </a>
</li>`;

/** The whole page for a person and their 1-on-1s. */
export function page(person, ones) {
  const rows = ones.map((one) => row(one, person.zone)).join("");
  return `<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>これまでの1on1</title>
<link rel="stylesheet" href="/assets/main.css">
</head>
<body>
<a class="skip" href="#main">本文へ移動</a>
<header><nav aria-label="メニュー"><a href="/">つぎの1on1</a> <a href="/history" aria-current="page">あゆみ</a> <a href="/settings">${escape(person.name)}さんの設定</a></nav></header>
<main id="main">
<h1>これまでの1on1</h1>
<p>新しいものから${ones.length}件を表示しています。</p>
<ol class="history">${rows}
</ol>
</main>
</body>
</html>
`;
}
