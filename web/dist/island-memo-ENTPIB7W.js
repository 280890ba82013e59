async function o(t,e){t.setAttribute("aria-busy","true");try{return await(await import("./chunk-NXZCSESR.js")).mount(t,e)}finally{t.removeAttribute("aria-busy")}}export{o as mount};
