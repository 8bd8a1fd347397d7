(self.catchwordLook=()=>{let look
try{look=localStorage["catchword:look"]}catch{}
document.documentElement.className=look||=""
document.getElementsByName("theme-color").forEach((m,i)=>{let c=i?"dark":"light"
m.media=look.match("light|dark")?look.match(c)?"":"print":`(prefers-color-scheme:${c})`})})()
