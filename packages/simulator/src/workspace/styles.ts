/** The workspace's styles, inlined with a nonce. Logical properties mirror the layout for Hebrew. */
export const styles = `
:root {
  color-scheme: light dark;
  --page: #f4f5f7; --surface: #ffffff; --raised: #ffffff; --line: #e3e6ea; --text: #1c2430; --quiet: #5b6675;
  --accent: #1f6f5c; --on-accent: #ffffff; --accent-soft: #e3f1ed; --bubble: #ffffff; --mine: #1f6f5c; --on-mine: #ffffff; --alert: #a4262c; --alert-soft: #fdeceb;
  --shadow: 0 1px 2px rgb(16 24 40 / 6%), 0 8px 24px rgb(16 24 40 / 6%);
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #11151b; --surface: #171c24; --raised: #1d232d; --line: #2a323e; --text: #e8ecf1; --quiet: #9ba7b6;
    --accent: #5cc4a8; --on-accent: #06231b; --accent-soft: #183a32; --bubble: #262e3a; --mine: #22705d; --on-mine: #f3fbf8; --alert: #ff9a94; --alert-soft: #3b1f20;
    --shadow: 0 1px 2px rgb(0 0 0 / 40%), 0 8px 24px rgb(0 0 0 / 30%);
  }
}
* { box-sizing: border-box; }
html, body { height: 100%; margin: 0; }
body {
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Hebrew", sans-serif;
  color: var(--text); background: var(--page); -webkit-text-size-adjust: 100%;
}
h1, h2, p, ol, ul { margin: 0; padding: 0; }
ol, ul { list-style: none; }
a { color: inherit; text-decoration: none; }
button, input, textarea { font: inherit; color: inherit; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.quiet { color: var(--quiet); }
.clip[dir="auto"] { text-align: left; }
[dir="rtl"] .clip[dir="auto"] { text-align: right; }
.clip { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-width: 0; }
.button {
  display: inline-flex; align-items: center; justify-content: center; gap: .5rem; min-height: 40px; padding: .4rem 1rem;
  border: 0; border-radius: 10px; background: var(--accent); color: var(--on-accent); font-weight: 600; cursor: pointer;
}
.button:hover { filter: brightness(1.06); }
.button[disabled] { opacity: .45; cursor: default; }
.plain { background: transparent; color: var(--quiet); border: 1px solid var(--line); font-weight: 500; min-height: 34px; padding: .2rem .75rem; }
.plain:hover { color: var(--text); background: var(--page); filter: none; }
.avatar {
  flex: none; display: grid; place-items: center; inline-size: 38px; block-size: 38px; border-radius: 50%;
  font-size: .82rem; font-weight: 600; color: #10231d; background: #bfe3d8;
}
.hue-1 { background: #cdd9f5; } .hue-2 { background: #f4d9c4; } .hue-3 { background: #e3d2f0; } .hue-4 { background: #f0dfa8; } .hue-5 { background: #c9e4ef; }

.sign-in { min-height: 100%; display: grid; place-items: center; padding: 1.25rem; }
.card { inline-size: min(100%, 380px); padding: clamp(1.25rem, 6vw, 2.25rem); background: var(--surface); border: 1px solid var(--line); border-radius: 18px; box-shadow: var(--shadow); }
.card h1 { font-size: 1.3rem; line-height: 1.3; margin-block: .9rem .3rem; }
.mark { inline-size: 40px; block-size: 40px; border-radius: 12px; background: var(--accent); color: var(--on-accent); display: grid; place-items: center; }
.field { display: grid; gap: .3rem; margin-block-start: 1rem; font-weight: 500; }
.field input { min-height: 42px; padding: .4rem .75rem; border: 1px solid var(--line); border-radius: 10px; background: var(--page); inline-size: 100%; font-weight: 400; }
.card .button { inline-size: 100%; margin-block-start: 1.4rem; }
.notice { margin-block-start: 1rem; padding: .65rem .8rem; border-radius: 10px; background: var(--alert-soft); color: var(--alert); font-size: .92rem; }
.spinner { inline-size: 28px; block-size: 28px; margin-block-start: 1.2rem; border-radius: 50%; border: 3px solid var(--line); border-block-start-color: var(--accent); animation: turn 900ms linear infinite; }
@keyframes turn { to { transform: rotate(1turn); } }

.app { block-size: 100%; display: grid; grid-template: auto minmax(0, 1fr) / minmax(0, 1fr); }
.bar { display: flex; align-items: center; gap: .6rem; padding: .5rem .9rem; background: var(--surface); border-block-end: 1px solid var(--line); }
.bar .mark { inline-size: 28px; block-size: 28px; border-radius: 9px; flex: none; }
.bar .who { flex: 1; display: flex; flex-wrap: wrap; gap: 0 .5rem; align-items: baseline; min-width: 0; font-weight: 600; }
.bar .who .quiet { font-weight: 400; font-size: .88rem; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr); min-height: 0; }
.list { display: none; overflow-y: auto; background: var(--surface); border-inline-end: 1px solid var(--line); }
.list.alone { display: block; border: 0; }
.list h1, .list h2 { font-size: .82rem; font-weight: 600; color: var(--quiet); padding: .9rem 1rem .4rem; }
.list a { display: flex; gap: .75rem; padding: .65rem 1rem; border-inline-start: 3px solid transparent; }
.list a:hover { background: var(--page); }
.list a[aria-current] { background: var(--accent-soft); border-inline-start-color: var(--accent); }
.list .lines { flex: 1; min-width: 0; display: grid; grid-template-columns: minmax(0, 1fr); }
.list .top { display: flex; justify-content: space-between; gap: .5rem; align-items: baseline; }
.list strong { font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.list time { flex: none; }
.list time, .meta { font-size: .78rem; color: var(--quiet); white-space: nowrap; }
.list .last { color: var(--quiet); font-size: .9rem; }
.thread { display: grid; grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr); min-height: 0; min-width: 0; }
.contact-bar { display: flex; align-items: center; gap: .7rem; padding: .6rem .9rem; background: var(--surface); border-block-end: 1px solid var(--line); }
.contact-bar h1 { font-size: 1rem; line-height: 1.35; }
.contact-bar .lines { flex: 1; min-width: 0; }
.back { flex: none; display: grid; place-items: center; inline-size: 34px; block-size: 34px; border-radius: 10px; color: var(--quiet); }
.back:hover { background: var(--page); color: var(--text); }
[dir="rtl"] .flip { transform: scaleX(-1); }
.state { flex: none; font-size: .76rem; font-weight: 600; padding: .12rem .6rem; border-radius: 99px; background: var(--accent-soft); color: var(--accent); }
.state.resolved { background: var(--page); color: var(--quiet); }
.scroller { overflow-y: auto; padding: 1.1rem .9rem .4rem; display: flex; flex-direction: column; }
.scroller::before { content: ""; flex: 1; }
.scroller ol { display: flex; flex-direction: column; gap: .4rem; }
.message { max-inline-size: min(82%, 560px); display: grid; gap: .1rem; justify-items: start; align-self: start; }
.message p { padding: .5rem .8rem; border-radius: 16px; box-shadow: 0 1px 1px rgb(16 24 40 / 7%); background: var(--bubble); border-end-start-radius: 5px; white-space: pre-wrap; overflow-wrap: anywhere; }
.message time { font-size: .73rem; color: var(--quiet); padding-inline: .4rem; }
.from-agent { align-self: end; justify-items: end; }
.from-agent p { background: var(--mine); color: var(--on-mine); border-end-start-radius: 16px; border-end-end-radius: 5px; }
.from-contact + .from-agent, .from-agent + .from-contact { margin-block-start: .5rem; }
.nothing { margin: auto; padding: 2rem 1rem; text-align: center; color: var(--quiet); display: grid; gap: .8rem; justify-items: center; }
.nothing h1 { font-size: 1.15rem; color: var(--text); }
.typing { min-block-size: 1.5em; padding-inline: 1.2rem; font-size: .82rem; color: var(--quiet); }
.composer { background: var(--surface); border-block-start: 1px solid var(--line); padding: .6rem .9rem calc(.6rem + env(safe-area-inset-bottom)); }
.composer .row { display: flex; gap: .5rem; align-items: end; padding: .3rem; border: 1px solid var(--line); border-radius: 14px; background: var(--page); }
.composer .row:focus-within { border-color: var(--accent); box-shadow: 0 0 0 3px var(--accent-soft); }
.composer textarea { flex: 1; min-inline-size: 0; max-block-size: 9rem; padding: .45rem .6rem; border: 0; background: none; resize: none; outline: none; }
.composer .button { padding: .4rem .75rem; border-radius: 11px; }
.foot { min-block-size: 1.9em; display: flex; justify-content: space-between; gap: .75rem; padding: .3rem .2rem 0; font-size: .76rem; color: var(--quiet); }
.foot .problem { color: var(--alert); }
@media (max-width: 519px) { .hint, .bar .agent-name, .state { display: none; } .send-word { position: absolute; clip-path: inset(50%); } }
@media (min-width: 820px) {
  .columns { grid-template-columns: minmax(250px, 30%) minmax(0, 1fr); }
  .list { display: block; }
  .list.alone { border-inline-end: 1px solid var(--line); }
  .back { display: none; }
}
@media (max-width: 819px) { .pick { display: none; } }
@media (prefers-reduced-motion: reduce) { .spinner { animation-duration: 4s; } }
`
