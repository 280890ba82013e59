// The list of past 1-on-1s of a pair: a frame and 20 rows, the way a plain Node server writes it.

import { encode } from "./ids.mjs";

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text) => String(text).replace(/[&<>"']/g, (letter) => ESCAPES[letter]);

const TOPICS = {
  work: "仕事の進め方",
  relationships: "人間関係",
  condition: "心とからだ",
  career: "これからのキャリア",
  skills: "力をのばす",
  private: "暮らし",
  policy: "会社や部署の方針",
};
const STATES = { skipped: "お休みしました", cancelled: "取りやめました" };

const formats = new Map();
/** 11月26日(木) in a time zone; formatters are costly, so one per zone is kept. */
function day(microseconds, zone) {
  if (!formats.has(zone)) {
    const options = { timeZone: zone, month: "long", day: "numeric", weekday: "short" };
    formats.set(zone, new Intl.DateTimeFormat("ja-JP", options));
  }
  return formats.get(zone).format(new Date(microseconds / 1000));
}

function row(one, zone) {
  const names = one.topics ? one.topics.split("|").map((name) => TOPICS[name] ?? name) : [];
  const title = STATES[one.status] ?? (names.join("・") || "話題なし");
  const iso = new Date(one.starts_at / 1000).toISOString();
  return `
<li${STATES[one.status] ? ' class="still"' : ""}>
  <p class="date"><time datetime="${iso}">${day(one.starts_at, zone)}</time> ${one.minutes}分</p>
  <p><a href="/one-on-ones/${encode(one.id)}"><strong>${escape(title)}</strong></a></p>
</li>`;
}

/** The whole page for a person, one of their pairs and its 1-on-1s. */
export function page(person, pair, ones) {
  const partner = escape(pair.leads ? pair.member : pair.leader);
  const rows = ones.map((one) => row(one, person.zone)).join("");
  return `<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>あゆみ</title>
<link rel="stylesheet" href="/assets/app.css">
</head>
<body>
<a class="skip" href="#main">本文へ移動</a>
<header><nav aria-label="メニュー"><a href="/">つぎの1on1</a> <a href="/journey" aria-current="page">あゆみ</a> <a href="/settings">${escape(person.name)}さんの設定</a></nav></header>
<main id="main">
<h1>あゆみ</h1>
<p class="lead">${partner}さんとのこれまでです。</p>
<form class="search" role="search"><input type="search" name="q" maxlength="200" aria-label="ことばで探す"><button type="submit">探す</button></form>
<ol class="timeline">${rows}
</ol>
</main>
</body>
</html>
`;
}
