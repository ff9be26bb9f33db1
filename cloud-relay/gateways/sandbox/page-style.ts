/** The one stylesheet of the sandbox gateway's pages; it follows the look of the payment page. */
export const pageStyle = `
*{box-sizing:border-box}
:root{color-scheme:light dark;--bg:#f6f6f3;--card:#fff;--ink:#1d1c1a;--dim:#6d6b66;--faint:#75736d;--line:#e5e4df;--soft:#efeee9;--edge:#d5d3cc;--tint:#f1f7f4;--link:#14694a;--good-bg:#e6f1ec;--good:#0f553b;--warn-bg:#fbf1df;--warn:#6b4506;--bad-bg:#fbeceb;--bad:#8f2b22;--err:#b3362b}
@media(prefers-color-scheme:dark){:root{--bg:#161513;--card:#211f1c;--ink:#f3f0ea;--dim:#b9b4aa;--faint:#a8a399;--line:#3a3732;--soft:#2f2c28;--edge:#625d55;--tint:#1d2b25;--link:#6fd3a8;--good-bg:#1c3229;--good:#a9e2c8;--warn-bg:#3a2e18;--warn:#f0d29a;--bad-bg:#3d2220;--bad:#f2b4ad;--err:#f2988d}}
body{margin:0;font:16px/1.5 Inter,system-ui,sans-serif;color:var(--ink);background:var(--bg);font-feature-settings:"tnum";-webkit-font-smoothing:antialiased}
body.frame{background:transparent}
main{max-width:440px;margin:0 auto;padding:26px 20px 40px}
.frame main{max-width:none;margin:0;padding:2px 0}
.banner{background:#94610c;color:#fff;text-align:center;font-size:14px;font-weight:600;padding:8px 16px}
.head{display:flex;align-items:baseline;justify-content:space-between;gap:12px;margin:0 0 5px;min-height:24px}
.head h1,legend,.label{font-size:14px;font-weight:550;margin:0;padding:0}
.badge{background:var(--warn-bg);color:var(--warn);border-radius:99px;padding:2px 10px;font-size:12px;font-weight:600;white-space:nowrap}
fieldset{border:0;margin:0;padding:0;min-width:0}
.field{position:relative;display:block}
.field+.field,.two{margin-top:10px}
.two{display:grid;grid-template-columns:1fr 1fr;gap:12px}
.two .field{margin:0}
input{display:block;width:100%;height:50px;padding:0 13px;font:inherit;color:var(--ink);background:var(--card);border:1px solid var(--edge);border-radius:9px;appearance:none;font-feature-settings:"tnum"}
input::placeholder{color:var(--faint);opacity:1}
input:focus-visible{outline:2px solid var(--link);outline-offset:-2px;border-color:var(--link)}
input[aria-invalid=true]{border-color:var(--err);background:var(--card)afa}
input[aria-invalid=true]:focus-visible{outline-color:var(--err)}
#number{padding-right:62px}
.brand{position:absolute;right:12px;top:14px;width:38px;height:22px;border:1px solid var(--edge);border-radius:4px;background:linear-gradient(#fff 0 5px,var(--edge) 5px 8px,#fff 8px);font-size:9px;font-weight:800;line-height:20px;text-align:center;letter-spacing:.02em;pointer-events:none}
.brand[data-brand=visa]{background:#1a3e8f;border-color:#1a3e8f;color:#fff;font-style:italic}.brand[data-brand=visa]::after{content:"VISA"}
.brand[data-brand=mastercard]{background:radial-gradient(circle at 13px 10px,#d9382c 6px,transparent 6.5px),radial-gradient(circle at 23px 10px,#e89a26 6px,transparent 6.5px),#fff}
.brand[data-brand=amex]{background:#2671b8;border-color:#2671b8;color:#fff}.brand[data-brand=amex]::after{content:"AMEX"}
.brand[data-brand=discover]{background:var(--card);color:#a04b0c}.brand[data-brand=discover]::after{content:"DISC"}
.message{margin:8px 0 0;color:var(--err);font-size:14px}
.message:empty{display:none}
details{margin:10px 0 0;font-size:13px;color:var(--dim)}
summary{cursor:pointer;width:max-content;padding:2px 0;border-radius:4px}
summary:focus-visible,a:focus-visible,button:focus-visible{outline:2px solid var(--link);outline-offset:2px}
details p,.hint{margin:4px 0;font-size:13px;color:var(--dim)}
table{border-collapse:collapse;width:100%;font-size:13px;color:var(--ink);background:var(--card);border:1px solid var(--line);border-radius:9px}
td{padding:3px 10px;border-top:1px solid var(--soft)}
tr:first-child td{border-top:0}
td:first-child{white-space:nowrap;width:1%}
td button,td code{font:inherit;font-variant-numeric:tabular-nums;color:var(--link);background:none;border:0;padding:3px 0;cursor:pointer;text-decoration:underline;text-underline-offset:2px}
td code{cursor:text;text-decoration:none;color:inherit}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.due{margin:0;color:var(--dim);font-size:15px}
.amount{font-size:42px;font-weight:680;letter-spacing:-.02em;line-height:1.1;margin:4px 0 0}
.note{color:var(--dim);font-size:14px;margin:8px 0 22px;overflow-wrap:anywhere}
.primary,.secondary{display:block;width:100%;margin-top:16px;border:1px solid #14694a;border-radius:10px;background:#14694a;color:#fff;font:inherit;font-weight:600;font-size:17px;padding:13px;text-align:center;cursor:pointer}
.secondary{background:var(--card);color:var(--ink);border-color:var(--edge)}
.alert{background:var(--bad-bg);color:var(--bad);border-radius:10px;padding:10px 13px;margin:0 0 16px;font-size:14px}
.foot{margin-top:20px;font-size:14px}
a{color:var(--link)}
h2{font-size:22px;letter-spacing:-.01em;margin:0 0 8px}
.tabs{display:flex;gap:18px;margin:0 0 14px;font-size:14px}
.tabs [aria-current]{color:var(--ink);font-weight:600;text-decoration:none}
`
