// Runs before the first paint, as a file of its own because the content security policy allows no inline script:
// whoever chose light or dark sees it at once.
(function () {
  try {
    var chosen = localStorage.getItem('waymark.theme');
    if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
    var language = localStorage.getItem('waymark.language');
    if (language) document.documentElement.lang = language;
  } catch {
    // Storage can be forbidden; the system's choice then stands.
  }
})();
