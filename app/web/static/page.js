// Commands name the server that the tests ran them on; a reader wants the one that this page came from.
const server = new URL("..", document.currentScript.src).href.replace(/\/$/, "");
for (const code of document.querySelectorAll("pre code")) {
  code.textContent = code.textContent.replaceAll("http://127.0.0.1:8000", server);
}
