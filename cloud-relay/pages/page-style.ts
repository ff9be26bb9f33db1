/** The one stylesheet of the public pages, sent inside each of them. */
export const pageStyle = `*{box-sizing:border-box}
:root{color-scheme:light dark;--bg:#f6f6f3;--card:#fff;--ink:#1d1c1a;--dim:#6d6b66;--faint:#75736d;--line:#e5e4df;--soft:#efeee9;--edge:#d5d3cc;--tint:#f1f7f4;--link:#14694a;--good-bg:#e6f1ec;--good:#0f553b;--warn-bg:#fbf1df;--warn:#6b4506;--bad-bg:#fbeceb;--bad:#8f2b22;--err:#b3362b}
@media(prefers-color-scheme:dark){:root{--bg:#161513;--card:#211f1c;--ink:#f3f0ea;--dim:#b9b4aa;--faint:#a8a399;--line:#3a3732;--soft:#2f2c28;--edge:#625d55;--tint:#1d2b25;--link:#6fd3a8;--good-bg:#1c3229;--good:#a9e2c8;--warn-bg:#3a2e18;--warn:#f0d29a;--bad-bg:#3d2220;--bad:#f2b4ad;--err:#f2988d}.co img{background:#fff;padding:3px}}
html{-webkit-text-size-adjust:100%}
body{margin:0;font:16px/1.5 Inter,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;background:var(--bg);color:var(--ink);font-feature-settings:"tnum";-webkit-font-smoothing:antialiased;overflow-wrap:anywhere}
main{max-width:440px;margin:0 auto;padding:26px 20px 40px}
@media(min-width:700px){main{margin:44px auto;padding:34px 38px 36px;max-width:520px;background:var(--card);border:1px solid var(--line);border-radius:18px}}
.banner{background:#7d5108;color:#fff;text-align:center;font-size:14px;font-weight:600;padding:8px 16px}
.co{display:flex;align-items:center;gap:11px;font-weight:600}
.co i{flex:none;width:38px;height:38px;border-radius:10px;background:#14694a;color:#fff;display:grid;place-items:center;font-style:normal;font-weight:700;font-size:18px}
.co img{flex:none;height:38px;max-width:150px;object-fit:contain;border-radius:6px}
.co a{margin-left:auto;flex:none;font-size:14px;font-weight:400;color:var(--dim);text-decoration:none;padding:6px 0}
.co a:hover{text-decoration:underline}
.due{margin:26px 0 4px;color:var(--dim);font-size:15px}
h1{font-size:27px;letter-spacing:-.015em;line-height:1.2;margin:30px 0 8px}
.amt{white-space:nowrap;font-size:clamp(26px,10.5vw,42px);font-weight:680;letter-spacing:-.02em;line-height:1.1;margin:0}
.note{color:var(--dim);font-size:14px;margin:8px 0 0}
.text{margin:8px 0 0}
.msg{display:flex;gap:9px;border-radius:10px;padding:10px 13px;margin:16px 0 0;font-size:14px;background:var(--good-bg);color:var(--good)}
.msg b{font-weight:600}.msg p{margin:0}.msg p+p{margin-top:4px}.msg::before{content:"✓";flex:none}
.msg.warn{background:var(--warn-bg);color:var(--warn)}.msg.warn::before{content:"!";font-weight:700}
.msg.bad{background:var(--bad-bg);color:var(--bad)}.msg.bad::before{content:"!";font-weight:700}
.msg a{color:inherit;font-weight:600}
.box{background:var(--card);border:1px solid var(--line);border-radius:12px;margin:16px 0 0;padding:0;list-style:none}
.row{display:flex;justify-content:space-between;gap:14px;padding:12px 15px;border-bottom:1px solid var(--soft);font-size:15px}
.row:last-child{border:0}
.row small{display:block;color:var(--dim);font-size:13px}.row small a{white-space:nowrap}
.row>span:last-child{text-align:right;white-space:nowrap}
.row .late{color:var(--err)}
fieldset{margin:16px 0 0}
label,legend{display:block;font-size:14px;font-weight:550;margin:16px 0 5px;padding:0}
fieldset{border:0;padding:0;min-width:0}fieldset legend{margin-top:0}
.ways{display:flex;gap:8px}
.ways label{flex:1;margin:0;display:flex;gap:8px;align-items:center;border:1px solid var(--edge);border-radius:9px;background:var(--card);padding:10px 13px;font-weight:500;cursor:pointer}
.ways input{accent-color:var(--link);margin:0;width:16px;height:16px}
.ways label:has(:checked){border-color:var(--link);background:var(--tint)}
input[type=email],input[name=amount],input[name=name],textarea{display:block;width:100%;height:50px;padding:0 13px;font:inherit;color:var(--ink);background:var(--card);border:1px solid var(--edge);border-radius:9px;appearance:none}
textarea{height:auto;padding:11px 13px;resize:vertical}
summary:focus-visible,textarea:focus-visible,input:focus-visible,button:focus-visible,a:focus-visible,iframe:focus-visible{outline:2px solid var(--link);outline-offset:2px}
input[type=email]:focus-visible{outline-offset:-1px}
#element{margin-top:16px;min-height:186px;color-scheme:light}
#fields{display:block;width:calc(100% + 8px);margin:16px -4px 0;padding:0 4px;border:0;height:186px}
button,.button{display:block;width:100%;margin-top:20px;border:1px solid #14694a;border-radius:10px;background:#14694a;color:#fff;font:inherit;font-weight:600;padding:13px;font-size:17px;text-align:center;text-decoration:none;cursor:pointer;min-height:52px}
button:hover,.button:hover{background:#0f553b}
button[disabled]{background:#76a594;border-color:#76a594;cursor:default}
button[disabled]:not(.wait),button[aria-disabled=true]{background:var(--soft);border-color:var(--edge);color:var(--dim);cursor:default}
button.light,.button.light{background:var(--card);color:var(--link)}button.light:hover{background:var(--tint)}
.kept div{display:flex;align-items:center;gap:10px;border:1px solid var(--edge);background:var(--card);padding:0 13px;margin-top:-1px}.kept div:first-of-type{border-radius:9px 9px 0 0;margin-top:0}.kept div:last-of-type{border-radius:0 0 9px 9px}
.kept label{flex:1;display:flex;gap:10px;align-items:center;margin:0;padding:13px 0;font-weight:500;font-size:15px;cursor:pointer}.kept input{flex:none;width:18px;height:18px;margin:0;accent-color:var(--link)}.kept small{color:var(--dim);font-size:13px;font-weight:400;white-space:nowrap}
button.link{flex:none;width:auto;min-height:44px;margin:0;padding:0 4px;border:0;background:none;color:var(--dim);font-size:14px;font-weight:400;text-decoration:underline}button.link:hover{background:none;color:var(--ink)}
.remember{margin-top:16px}.remember+.note{margin:4px 0 0 29px;font-size:13px}[hidden]{display:none!important}
details{margin:18px 0 0}summary{cursor:pointer;color:var(--link);font-size:15px;padding:8px 0;border-radius:6px}
.part [aria-invalid=true]{border-color:var(--err)}.part label{margin-top:6px}.ask{border-top:1px solid var(--line);margin-top:22px;padding-top:10px}
.picks legend{margin-bottom:-8px}.pick{display:flex;gap:11px;align-items:center;margin:-12px 0 -10px;padding:12px 0;font-size:15px;font-weight:400;cursor:pointer}
.pick input{flex:none;width:20px;height:20px;margin:0;accent-color:var(--link)}.pick~small{margin-left:31px}
.wait::before{content:"";display:inline-block;width:15px;height:15px;margin-right:9px;vertical-align:-2px;border:2px solid #fff8;border-top-color:#fff;border-radius:50%;animation:t 1s linear infinite}
@keyframes t{to{transform:rotate(1turn)}}
@media(prefers-reduced-motion:reduce){.wait::before{animation:none}}
.err{color:var(--err);font-size:14px;margin:8px 0 0}.err:empty{display:none}
.foot{margin:20px 0 0;color:var(--dim);font-size:13px;line-height:1.6}
.foot p{margin:0}
a{color:var(--link)}
.tick{display:flex;gap:9px;align-items:center;font-weight:500}.tick input{flex:none;width:20px;height:20px;margin:0;accent-color:var(--link)}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.trap{position:absolute;left:-5000px;top:auto;width:1px;height:1px;overflow:hidden}
.ok{width:52px;height:52px;border-radius:50%;background:var(--good-bg);color:var(--link);display:grid;place-items:center;font-size:26px;margin:28px 0 -10px}
dl{margin:0}dt{color:var(--dim);font-size:15px}dd{margin:0;text-align:right;font-size:15px}.sum{flex:none;white-space:nowrap}
html:not(.js) .js-only{display:none}
html.js .no-js{display:none}`
