/** The one stylesheet of the sandbox gateway's pages; it follows the look of the payment page. */
export const pageStyle = `
*{box-sizing:border-box}
body{margin:0;font:16px/1.5 Inter,system-ui,sans-serif;color:#1d1c1a;background:#f6f6f3;font-feature-settings:"tnum";-webkit-font-smoothing:antialiased}
body.frame{background:transparent}
main{max-width:440px;margin:0 auto;padding:26px 20px 40px}
.frame main{max-width:none;margin:0;padding:2px 0}
.banner{background:#94610c;color:#fff;text-align:center;font-size:14px;font-weight:600;padding:8px 16px}
.head{display:flex;align-items:baseline;justify-content:space-between;gap:12px;margin:0 0 5px;min-height:24px}
.head h1,legend,.label{font-size:14px;font-weight:550;margin:0;padding:0}
.badge{background:#fbf1df;color:#7d5108;border-radius:99px;padding:2px 10px;font-size:12px;font-weight:600;white-space:nowrap}
fieldset{border:0;margin:0;padding:0;min-width:0}
.field{position:relative;display:block}
.field+.field,.two{margin-top:10px}
.two{display:grid;grid-template-columns:1fr 1fr;gap:12px}
.two .field{margin:0}
input{display:block;width:100%;height:50px;padding:0 13px;font:inherit;color:#1d1c1a;background:#fff;border:1px solid #d5d3cc;border-radius:9px;appearance:none;font-feature-settings:"tnum"}
input::placeholder{color:#75736d;opacity:1}
input:focus-visible{outline:2px solid #14694a;outline-offset:-2px;border-color:#14694a}
input[aria-invalid=true]{border-color:#b3362b;background:#fffafa}
input[aria-invalid=true]:focus-visible{outline-color:#b3362b}
#number{padding-right:62px}
.brand{position:absolute;right:12px;top:14px;width:38px;height:22px;border:1px solid #d5d3cc;border-radius:4px;background:linear-gradient(#fff 0 5px,#d5d3cc 5px 8px,#fff 8px);font-size:9px;font-weight:800;line-height:20px;text-align:center;letter-spacing:.02em;pointer-events:none}
.brand[data-brand=visa]{background:#1a3e8f;border-color:#1a3e8f;color:#fff;font-style:italic}.brand[data-brand=visa]::after{content:"VISA"}
.brand[data-brand=mastercard]{background:radial-gradient(circle at 13px 10px,#d9382c 6px,transparent 6.5px),radial-gradient(circle at 23px 10px,#e89a26 6px,transparent 6.5px),#fff}
.brand[data-brand=amex]{background:#2671b8;border-color:#2671b8;color:#fff}.brand[data-brand=amex]::after{content:"AMEX"}
.brand[data-brand=discover]{background:#fff;color:#a04b0c}.brand[data-brand=discover]::after{content:"DISC"}
.message{margin:8px 0 0;color:#b3362b;font-size:14px}
.message:empty{display:none}
details{margin:10px 0 0;font-size:13px;color:#6d6b66}
summary{cursor:pointer;width:max-content;padding:2px 0;border-radius:4px}
summary:focus-visible,a:focus-visible,button:focus-visible{outline:2px solid #14694a;outline-offset:2px}
details p,.hint{margin:4px 0;font-size:13px;color:#6d6b66}
table{border-collapse:collapse;width:100%;font-size:13px;color:#1d1c1a;background:#fff;border:1px solid #e5e4df;border-radius:9px}
td{padding:3px 10px;border-top:1px solid #efeee9}
tr:first-child td{border-top:0}
td:first-child{white-space:nowrap;width:1%}
td button,td code{font:inherit;font-variant-numeric:tabular-nums;color:#14694a;background:none;border:0;padding:3px 0;cursor:pointer;text-decoration:underline;text-underline-offset:2px}
td code{cursor:text;text-decoration:none;color:inherit}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.due{margin:0;color:#6d6b66;font-size:15px}
.amount{font-size:42px;font-weight:680;letter-spacing:-.02em;line-height:1.1;margin:4px 0 0}
.note{color:#6d6b66;font-size:14px;margin:8px 0 22px;overflow-wrap:anywhere}
.primary,.secondary{display:block;width:100%;margin-top:16px;border:1px solid #14694a;border-radius:10px;background:#14694a;color:#fff;font:inherit;font-weight:600;font-size:17px;padding:13px;text-align:center;cursor:pointer}
.secondary{background:#fff;color:#1d1c1a;border-color:#d5d3cc}
.alert{background:#fbeceb;color:#8f2b22;border-radius:10px;padding:10px 13px;margin:0 0 16px;font-size:14px}
.foot{margin-top:20px;font-size:14px}
a{color:#14694a}
h2{font-size:22px;letter-spacing:-.01em;margin:0 0 8px}
.tabs{display:flex;gap:18px;margin:0 0 14px;font-size:14px}
.tabs [aria-current]{color:#1d1c1a;font-weight:600;text-decoration:none}
`
