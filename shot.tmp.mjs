import { launch } from './test/helpers/site.ts'; import { start } from './demo/serve.js';
const shop = await start({port:0, folder:'memory://', ownerKey:'k'}); const b = await launch();
for (const [name,scheme,w] of [['light','light',1100],['dark','dark',1100],['320','light',320],['320d','dark',320]]) {
 const c = await b.newContext({colorScheme:scheme, viewport:{width:w,height:800}}); await c.addCookies([{name:'nord_customer',value:'0006',url:shop.url}]);
 const p = await c.newPage();
 for (const [n,path] of [['product','/product.html?record=granite'],['thanks','/thanks.html?order=10042&total=49.90'],['account','/account.html'],['home','/'],['cart','/cart.html']]) { await p.goto(shop.url+path,{waitUntil:'networkidle'}); await p.waitForTimeout(400); await p.screenshot({path:`/tmp/g-${n}-${name}.png`,fullPage:true}); }
 await p.goto(shop.url+'/gallery.html'); await p.locator('html[data-ready]').waitFor({state:'attached',timeout:30000}); await p.waitForTimeout(500); await p.screenshot({path:`/tmp/g-gallery-${name}.png`,fullPage:true});
 await c.close(); }
await b.close(); await shop.close(); process.exit(0);
