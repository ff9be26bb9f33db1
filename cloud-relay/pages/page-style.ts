/** The one stylesheet of the public pages, sent inside each of them. */
export const pageStyle = `*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;font:16px/1.5 Inter,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;background:#f6f6f3;color:#1d1c1a;font-feature-settings:"tnum";-webkit-font-smoothing:antialiased;overflow-wrap:anywhere}
main{max-width:440px;margin:0 auto;padding:26px 20px 40px}
@media(min-width:700px){main{margin:44px auto;padding:34px 38px 36px;max-width:520px;background:#fff;border:1px solid #e5e4df;border-radius:18px}}
.banner{background:#7d5108;color:#fff;text-align:center;font-size:14px;font-weight:600;padding:8px 16px}
.co{display:flex;align-items:center;gap:11px;font-weight:600}
.co i{flex:none;width:38px;height:38px;border-radius:10px;background:#14694a;color:#fff;display:grid;place-items:center;font-style:normal;font-weight:700;font-size:18px}
.co img{flex:none;height:38px;max-width:150px;object-fit:contain;border-radius:6px}
.co a{margin-left:auto;flex:none;font-size:14px;font-weight:400;color:#6d6b66;text-decoration:none;padding:6px 0}
.co a:hover{text-decoration:underline}
.due{margin:26px 0 4px;color:#6d6b66;font-size:15px}
h1{font-size:27px;letter-spacing:-.015em;line-height:1.2;margin:30px 0 8px}
.amt{font-size:42px;font-weight:680;letter-spacing:-.02em;line-height:1.1;margin:0}
.note{color:#6d6b66;font-size:14px;margin:8px 0 0}
.text{margin:8px 0 0}
.msg{display:flex;gap:9px;border-radius:10px;padding:10px 13px;margin:16px 0 0;font-size:14px;background:#e6f1ec;color:#0f553b}
.msg b{font-weight:600}.msg p{margin:0}.msg p+p{margin-top:4px}.msg::before{content:"✓";flex:none}
.msg.warn{background:#fbf1df;color:#6b4506}.msg.warn::before{content:"!";font-weight:700}
.msg.bad{background:#fbeceb;color:#8f2b22}.msg.bad::before{content:"!";font-weight:700}
.msg a{color:inherit;font-weight:600}
.box{background:#fff;border:1px solid #e5e4df;border-radius:12px;margin:16px 0 0;padding:0;list-style:none}
.row{display:flex;justify-content:space-between;gap:14px;padding:12px 15px;border-bottom:1px solid #efeee9;font-size:15px}
.row:last-child{border:0}
.row small{display:block;color:#6d6b66;font-size:13px}.row small a{white-space:nowrap}
.row>span:last-child{text-align:right;white-space:nowrap}
.row s{color:#75736d;font-size:13px;margin-right:6px}
fieldset{margin:16px 0 0}
label,legend{display:block;font-size:14px;font-weight:550;margin:16px 0 5px;padding:0}
fieldset{border:0;padding:0;min-width:0}fieldset legend{margin-top:0}
.ways{display:flex;gap:8px}
.ways label{flex:1;margin:0;display:flex;gap:8px;align-items:center;border:1px solid #d5d3cc;border-radius:9px;background:#fff;padding:10px 13px;font-weight:500;cursor:pointer}
.ways input{accent-color:#14694a;margin:0;width:16px;height:16px}
.ways label:has(:checked){border-color:#14694a;background:#f1f7f4}
input[type=email],input[name=amount],input[name=name],textarea{display:block;width:100%;height:50px;padding:0 13px;font:inherit;color:#1d1c1a;background:#fff;border:1px solid #d5d3cc;border-radius:9px;appearance:none}
textarea{height:auto;padding:11px 13px;resize:vertical}
summary:focus-visible,textarea:focus-visible,input:focus-visible,button:focus-visible,a:focus-visible,iframe:focus-visible{outline:2px solid #14694a;outline-offset:2px}
input[type=email]:focus-visible{outline-offset:-1px}
#element{margin-top:16px;min-height:186px}
#fields{display:block;width:calc(100% + 8px);margin:16px -4px 0;padding:0 4px;border:0;height:186px;color-scheme:light}
button,.button{display:block;width:100%;margin-top:20px;border:1px solid #14694a;border-radius:10px;background:#14694a;color:#fff;font:inherit;font-weight:600;padding:13px;font-size:17px;text-align:center;text-decoration:none;cursor:pointer;min-height:52px}
button:hover,.button:hover{background:#0f553b}
button[disabled]{background:#76a594;border-color:#76a594;cursor:default}
button.light,.button.light{background:#fff;color:#14694a}button.light:hover{background:#f1f7f4}
.kept div{display:flex;align-items:center;gap:10px;border:1px solid #d5d3cc;background:#fff;padding:0 13px;margin-top:-1px}.kept div:first-of-type{border-radius:9px 9px 0 0;margin-top:0}.kept div:last-of-type{border-radius:0 0 9px 9px}
.kept label{flex:1;display:flex;gap:10px;align-items:center;margin:0;padding:13px 0;font-weight:500;font-size:15px;cursor:pointer}.kept input{flex:none;width:18px;height:18px;margin:0;accent-color:#14694a}.kept small{color:#6d6b66;font-size:13px;font-weight:400;white-space:nowrap}
button.link{flex:none;width:auto;min-height:44px;margin:0;padding:0 4px;border:0;background:none;color:#6d6b66;font-size:14px;font-weight:400;text-decoration:underline}button.link:hover{background:none;color:#1d1c1a}
.remember{margin-top:16px}.remember+.note{margin:4px 0 0 29px;font-size:13px}[hidden]{display:none!important}
details{margin:18px 0 0}summary{cursor:pointer;color:#14694a;font-size:15px;padding:8px 0;border-radius:6px}
.part label{margin-top:6px}.ask{border-top:1px solid #e5e4df;margin-top:22px;padding-top:10px}
.picks legend{margin-bottom:-8px}.pick{display:flex;gap:11px;align-items:center;margin:-12px 0 -10px;padding:12px 0;font-size:15px;font-weight:400;cursor:pointer}
.pick input{flex:none;width:20px;height:20px;margin:0;accent-color:#14694a}.pick~small{margin-left:31px}
.wait::before{content:"";display:inline-block;width:15px;height:15px;margin-right:9px;vertical-align:-2px;border:2px solid #fff8;border-top-color:#fff;border-radius:50%;animation:t 1s linear infinite}
@keyframes t{to{transform:rotate(1turn)}}
@media(prefers-reduced-motion:reduce){.wait::before{animation:none}}
.err{color:#b3362b;font-size:14px;margin:8px 0 0}.err:empty{display:none}
.foot{margin:20px 0 0;color:#6d6b66;font-size:13px;line-height:1.6}
.foot p{margin:0}
a{color:#14694a}
.tick{display:flex;gap:9px;align-items:center;font-weight:500}.tick input{width:20px;height:20px;accent-color:#14694a}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.trap{position:absolute;left:-5000px;top:auto;width:1px;height:1px;overflow:hidden}
.ok{width:52px;height:52px;border-radius:50%;background:#e6f1ec;color:#14694a;display:grid;place-items:center;font-size:26px;margin:28px 0 -10px}
dl{margin:0}dt{color:#6d6b66;font-size:15px}dd{margin:0;text-align:right;font-size:15px}
html:not(.js) .js-only{display:none}
html.js .no-js{display:none}`
